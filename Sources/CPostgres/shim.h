#include <libpq-fe.h>

/* Types' numbers, from the server's catalogue; they never change. */
enum {
    TRAMA_PG_BOOL = 16,
    TRAMA_PG_BYTEA = 17,
    TRAMA_PG_INT8 = 20,
    TRAMA_PG_INT2 = 21,
    TRAMA_PG_INT4 = 23,
    TRAMA_PG_OID = 26,
    TRAMA_PG_JSON = 114,
    TRAMA_PG_FLOAT4 = 700,
    TRAMA_PG_FLOAT8 = 701,
    TRAMA_PG_DATE = 1082,
    TRAMA_PG_TIMESTAMP = 1114,
    TRAMA_PG_TIMESTAMPTZ = 1184,
    TRAMA_PG_NUMERIC = 1700,
    TRAMA_PG_JSONB = 3802
};

/* The fields of an error, whose names are character constants that Swift does not import. */
static inline const char *trama_pg_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, 'C');
}
static inline const char *trama_pg_message(const PGresult *result) {
    return PQresultErrorField(result, 'M');
}
static inline const char *trama_pg_constraint(const PGresult *result) {
    return PQresultErrorField(result, 'n');
}
static inline const char *trama_pg_column(const PGresult *result) {
    return PQresultErrorField(result, 'c');
}
