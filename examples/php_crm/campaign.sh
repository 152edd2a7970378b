#!/bin/sh
# Two cron jobs on one database while users work, killed again and again: ../campaign.sh says how. MariaDB is a server of our own, in a
# temporary folder, that listens at no port.
#
#   sh examples/php_crm/campaign.sh [KILLS [sqlite|mariadb [PHP [SEED]]]]
kills=${1:-20} database=${2:-sqlite} php=${3:-php} seed=${4:-1}
here=$(dirname "$0")
. "$here/../campaign.sh"

crm() { "$php" "$here/crm.php" "$dsn" "$@"; }
program() { exec "$php" "$here/crm.php" "$dsn" cron "$1"; }
prepare() { crm fill "$policy" 400 $(((kills + 1) * 86400)); } # three steps of eight hours around each kill
before_kill() {
  for step in 1 2 3; do crm step 28800 "$seed"; done &
  users=$!
}
revise() { crm revise "$folder/new.yaml"; }
finish() { crm step 86400 "$seed"; }
check() {
  crm cron 0
  crm check
}

start_mariadb() {
  mariadbd=$(command -v mariadbd || ls /usr/sbin/mariadbd 2>/dev/null) && "$php" -r 'exit((int) !extension_loaded("pdo_mysql"));' ||
    { echo "skipped: mariadbd (mariadb-server-core) or PHP's pdo_mysql (php-mysql) is not here" && exit 77; }
  mkdir "$folder/data"
  "$mariadbd" --no-defaults "--datadir=$folder/data" "--socket=$folder/socket" --skip-networking --skip-grant-tables "--user=$(id -un)" \
    --innodb-flush-log-at-trx-commit=2 >"$folder/mariadb.log" 2>&1 &
  server=$!
  dsn="mysql:unix_socket=$folder/socket;user=root"
  attempts=0
  until "$php" -r '(new PDO($argv[1]))->exec("CREATE DATABASE crm COLLATE utf8mb4_bin");' "$dsn" >"$folder/last.log" 2>&1; do
    attempts=$((attempts + 1))
    [ $attempts -lt 150 ] || { cat "$folder/mariadb.log" "$folder/last.log" && exit 1; }
    sleep 0.2
  done
  dsn="$dsn;dbname=crm"
}

case $database in
  sqlite) dsn=sqlite:$folder/crm.db ;;
  mariadb) start_mariadb ;;
  *) echo "sqlite or mariadb, not $database" >&2 && exit 2 ;;
esac
campaign 250
