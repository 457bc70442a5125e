#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

/* An HMAC-SHA256 context with its key set, to be duplicated for each message; NULL when OpenSSL refuses.
   The parameters are built here because they keep a pointer to the digest's name. */
static inline EVP_MAC_CTX *trama_hmac_sha256(const unsigned char *key, size_t length) {
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    if (!mac) return NULL;
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);
    if (!context) return NULL;
    char digest[] = "SHA256";
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    if (!EVP_MAC_init(context, key, length, parameters)) {
        EVP_MAC_CTX_free(context);
        return NULL;
    }
    return context;
}

/* 1 when 32 bytes of digest were written. */
static inline int trama_sha256(const void *bytes, size_t length, unsigned char *digest) {
    return EVP_Digest(bytes, length, digest, NULL, EVP_sha256(), NULL);
}
