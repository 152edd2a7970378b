<?php
// All that the CRM needs of Tickler: a cron job that keeps the tasks. Any number may run at a time, and each may be killed at any
// instant.
declare(strict_types=1);

use Tickler\Policy;

require_once __DIR__ . '/../../src/bindings/php/autoload.php';

/** "sqlite:crm.db", or "mysql:unix_socket=...;dbname=crm;user=...;password=..." of MariaDB. */
function open_database(string $dsn): PDO
{
    $db = new PDO($dsn, null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => 30]
        + (is_mariadb($dsn) ? [PDO::MYSQL_ATTR_FOUND_ROWS => true] : [])); // rowCount: how many there were, not how many changed
    $db->exec(is_mariadb($dsn)
        ? "SET NAMES utf8mb4, time_zone = '+00:00', group_concat_max_len = 1073741824, sql_mode = 'TRADITIONAL'"
        : 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    return $db;
}

function is_mariadb(string $driver): bool
{
    return str_starts_with($driver, 'mysql');
}

function query(PDO $db, string $sql, array $values = []): PDOStatement
{
    $statement = $db->prepare($sql);
    foreach ($values as $name => $value) {
        // As text, which execute($values) would make of it, a number is greater than all numbers.
        $type = is_int($value) ? PDO::PARAM_INT : ($value === null ? PDO::PARAM_NULL : PDO::PARAM_STR);
        $statement->bindValue(is_int($name) ? $name + 1 : $name, $value, $type);
    }
    $statement->execute();
    return $statement;
}

/** All of it or nothing. In SQLite it locks out all other writers from its first moment. In MariaDB it locks what it writes; where two
 * wait for each other, one of them begins again. */
function transaction(PDO $db, callable $body): void
{
    $is_mariadb = is_mariadb($db->getAttribute(PDO::ATTR_DRIVER_NAME));
    for ($is_done = false; !$is_done;) {
        $db->exec($is_mariadb ? 'START TRANSACTION' : 'BEGIN IMMEDIATE');
        try {
            $body();
            $db->exec('COMMIT');
            $is_done = true;
        } catch (Throwable $e) {
            $db->exec('ROLLBACK');
            $e instanceof PDOException && $e->getCode() === '40001' ?: throw $e; // a deadlock
        }
    }
}

/** What makes an INSERT of a row that is there already do nothing. */
function or_nothing(PDO $db): string
{
    return is_mariadb($db->getAttribute(PDO::ATTR_DRIVER_NAME)) ? ' ON DUPLICATE KEY UPDATE policy = VALUES(policy)'
        : ' ON CONFLICT DO NOTHING';
}

/** Decides for all who are due, and keeps their tasks. Returns for how many. */
function follow_up(PDO $db, string $name, int $now): int
{
    in_force($db, $name); // or nothing is done
    transaction($db, static fn () => log_done_tasks($db));
    for ($decided = 0; $due = due($db, $name, $now); $decided += array_sum(array_map('count', $due))) {
        [$policy, $revision] = in_force($db, $name);
        foreach ($due as $instant => $rows) {
            $answers = $policy->decideLines(implode("\n", array_column($rows, 'one_case')) . "\n", $instant);
            $decisions = array_map(static fn ($line) => json_decode($line, true), explode("\n", $answers, -1));
            // Nothing is locked while it decides: what has changed meanwhile is not written, and due still.
            transaction($db, static fn () => array_map(static fn ($row, $decision) =>
                write($db, $name, $revision, $row, $decision, $instant), $rows, $decisions));
        }
    }
    return $decided;
}

/** What users have marked as done becomes history; a second time, or a second job, adds nothing. */
function log_done_tasks(PDO $db): void
{
    $done = query($db, "SELECT contact_id, closed_at, CASE channel WHEN 'phone' THEN 'call' ELSE 'mail' END, result, purpose, policy,
                               action_id
                        FROM tasks t WHERE status = 'done' AND NOT EXISTS (
                          SELECT 1 FROM activities a
                          WHERE a.policy = t.policy AND a.contact_id = t.contact_id AND a.action_id = t.action_id)");
    foreach ($done->fetchAll(PDO::FETCH_NUM) as $values) {
        query($db, 'INSERT INTO activities (contact_id, at, type, result, topic, policy, action_id, is_ours)
                    VALUES (?, ?, ?, ?, ?, ?, ?, 1)' . or_nothing($db), $values);
    }
}

/** The policy in force, loaded when it is another than before, and its revision. */
function in_force(PDO $db, string $name): array
{
    static $loaded = [];
    $found = query($db, 'SELECT text, revision FROM policies WHERE name = ?', [$name])->fetch(PDO::FETCH_NUM);
    [$text, $revision] = $found ?: throw new RuntimeException("there is no policy $name");
    if (($loaded[$name][1] ?? null) !== (int) $revision) {
        $loaded[$name] = [Policy::load($text, $name), (int) $revision];
    }
    return $loaded[$name];
}

/** Some of those who are due, by the instant to decide for: where another job's clock was ahead, that one's, since nothing that was
 * decided may be undone by an older clock. */
function due(PDO $db, string $name, int $now): array
{
    $rows = query($db, 'SELECT contact_id, changed, decided_at, one_case FROM follow_ups JOIN cases USING (contact_id)
                        WHERE policy = :name AND (next_change <= :now
                                                  OR revision IS NULL
                                                  OR revision <> (SELECT revision FROM policies WHERE name = :name))
                        LIMIT 100', ['name' => $name, 'now' => $now]);
    $due = [];
    foreach ($rows->fetchAll(PDO::FETCH_ASSOC) as $row) {
        $due[max($now, (int) $row['decided_at'])][] = $row;
    }
    return $due;
}

function write(PDO $db, string $name, int $revision, array $row, array $decision, int $now): void
{
    // An activity after `now` does not exist yet: it is a reason to ask again.
    $first_later = query($db, 'SELECT min(at) FROM activities WHERE contact_id = ? AND at > ?', [$row['contact_id'], $now]);
    $next = array_filter([seconds($decision['next_change']), $first_later->fetchColumn()]);
    $is_still_so = query($db, 'UPDATE follow_ups
                               SET decided_at = :now, revision = :revision, next_change = :next, problem = :problem
                               WHERE policy = :policy AND contact_id = :contact AND changed = :changed
                                 AND ifnull(decided_at, 0) <= :now
                                 AND :revision = (SELECT revision FROM policies WHERE name = :policy)',
        ['now' => $now, 'revision' => $revision, 'next' => $next ? min($next) : null, 'problem' => $decision['problem'],
            'policy' => $name, 'contact' => $row['contact_id'], 'changed' => $row['changed']])->rowCount();
    if (!$is_still_so || $decision['status'] === 'invalid') {
        return; // that nobody can be decided for is no reason to close anything
    }
    foreach ($decision['actions'] as $a) {
        $task = [$name, $row['contact_id'], $a['id']];
        query($db, 'INSERT INTO tasks (policy, contact_id, action_id) VALUES (?, ?, ?)' . or_nothing($db), $task);
        query($db, "UPDATE tasks SET state = ?, channel = ?, purpose = ?, goes_to = ?, note = ?, can_be_done = ?, due = ?,
                                     status = 'open', closed_at = NULL
                    WHERE policy = ? AND contact_id = ? AND action_id = ? AND status <> 'done'",
            [$a['state'], $a['channel'], $a['purpose'], $a['contact']['value'] ?? null, $a['note'], seconds($a['when']),
                seconds($a['due']), ...$task]);
    }
    $wanted = ['', ...array_column($decision['actions'], 'id')];
    query($db, "UPDATE tasks SET status = 'withdrawn', closed_at = ?
                WHERE policy = ? AND contact_id = ? AND status = 'open' AND action_id NOT IN (?" . str_repeat(', ?', count($wanted) - 1)
        . ')', [$now, $name, $row['contact_id'], ...$wanted]);
}

function seconds(?string $instant): ?int
{
    return $instant === null ? null : strtotime($instant);
}

// */5 * * * * php follow_up.php sqlite:crm.db follow-up
if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    try {
        follow_up(open_database($argv[1]), $argv[2], time());
    } catch (RuntimeException $e) {
        fwrite(STDERR, $e->getMessage() . "\n");
        exit(1);
    }
}
