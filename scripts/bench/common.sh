# Shared by the scripts beside it: where things are, and the system under load.
#   TRAMA_BENCH   the load generator's folder; ../shared/bench
#   WORK          everything that is written, results too; a new folder under /tmp
#   MOCK_PORT 9100, PORT 8000: both on 127.0.0.1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bench=$(cd "$root" && cd "${TRAMA_BENCH:-../shared/bench}" 2>/dev/null && pwd) || {
  echo "There is no load generator at ${TRAMA_BENCH:-../shared/bench}: name its folder in TRAMA_BENCH." >&2
  exit 2
}
WORK=${WORK:-$(mktemp -d /tmp/trama-bench.XXXXXX)}
mkdir -p "$WORK"
WORK=$(cd "$WORK" && pwd)
MOCK_PORT=${MOCK_PORT:-9100}
PORT=${PORT:-8000}
mock_url=http://127.0.0.1:$MOCK_PORT
pids=$WORK/pids
generator=$WORK/bin/load
export WORK MOCK_PORT PORT

need() {
  for program in "$@"; do
    command -v "$program" >/dev/null || {
      echo "'$program' is needed and not in PATH." >&2
      exit 2
    }
  done
}

# Sets down a process for the load generator to account for.
set_pid() {
  touch "$pids"
  grep -v "^$1 " "$pids" >"$pids.new" || true
  [ -z "${2:-}" ] || echo "$1 $2" >>"$pids.new"
  mv "$pids.new" "$pids"
}

get_pid() { awk -v name="$1" '$1 == name { print $2 }' "$pids" 2>/dev/null; }

wait_for() {
  local tries=$1
  shift
  for _ in $(seq "$tries"); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  echo "This never succeeded: $*" >&2
  return 1
}

start_mock() {
  "$WORK/bin/mock" --port "$MOCK_PORT" "$@" >"$WORK/mock.log" 2>&1 &
  mock_pid=$!
  wait_for 50 curl -sf "$mock_url/_mock/stats"
}

# Sends to the server as Meta does: load SCENARIO... [OPTION...], as the load generator takes them. It stands in for Meta with the secrets
# of bot_environment.
load() {
  "$generator" "$@" --url "http://127.0.0.1:$PORT/webhook/whatsapp" --mock "$mock_url" \
    --secret app-secret --verify-token verify-token --phone-id 106540352242922
}

# The settings of bots/svlentes that lead it to the mock.
bot_environment() {
  export WHATSAPP_GRAPH_URL=$mock_url
  export WHATSAPP_API_VERSION=v21.0
  export WHATSAPP_PHONE_NUMBER_ID=106540352242922
  export WHATSAPP_BUSINESS_ACCOUNT_ID=102290129340398
  export WHATSAPP_ACCESS_TOKEN=mock-access-token
  export WHATSAPP_APP_SECRET=app-secret
  export WHATSAPP_WEBHOOK_VERIFY_TOKEN=verify-token
  export OPENAI_BASE_URL=$mock_url/v1
  export OPENAI_API_KEY=sk-mock
  export LOJA_DATABASE=$WORK/orders.sqlite
  export SUPORTE_URL=$mock_url
  export SUPORTE_TOKEN=mock-ticket-token
  export SUPORTE_ALLOW_PRIVATE=true
  export TRAMA_PORT=$PORT
  export TRAMA_LOG_LEVEL=warning
  export DATABASE_URL=${BENCH_DATABASE_URL:-sqlite:$WORK/trama.sqlite}
}

# The orders that the peers' tools hold in memory.
make_orders() {
  python3 - "$WORK/orders.sqlite" <<'PYTHON'
import sqlite3, sys

database = sqlite3.connect(sys.argv[1])
database.executescript("""
    drop table if exists pedidos;
    create table pedidos (
        numero text primary key, situacao text not null, codigo_rastreio text, entregue_em text
    ) strict;
    insert into pedidos values
        ('12345', 'Em separação', null, null),
        ('67890', 'Enviado', 'BR123456789', null),
        ('11111', 'Entregue', null, '2025-01-15');
""")
PYTHON
}

# A PostgreSQL with its usual settings, every commit on disk, for BENCH_DATABASE_URL.
start_postgres() {
  postgres=$WORK/postgres
  PG_PORT=${PG_PORT:-15433}
  as=()
  mkdir -p "$postgres"
  if [ "$(id -u)" = 0 ]; then
    as=(runuser -u postgres --)
    chmod a+x "$WORK"
    chown postgres "$postgres"
  fi
  binaries=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1)
  pg() { (cd / && "${as[@]}" "$binaries/$1" "${@:2}"); }
  pg initdb -D "$postgres/data" -A trust -U trama -E UTF8 --locale=C >/dev/null
  pg pg_ctl -D "$postgres/data" -w -s -l "$postgres/log" \
    -o "-c listen_addresses=127.0.0.1 -c port=$PG_PORT -c unix_socket_directories=$postgres" start
  pg createdb -h 127.0.0.1 -p "$PG_PORT" -U trama trama
  export BENCH_DATABASE_URL=postgres://trama@127.0.0.1:$PG_PORT/trama
  set_pid postgres "$(head -1 "$postgres/data/postmaster.pid")"
}

stop_postgres() {
  set_pid postgres
  [ -z "${postgres:-}" ] || pg pg_ctl -D "$postgres/data" -s -m fast -w stop || true
  unset BENCH_DATABASE_URL postgres
}
