<?php
// The rest of the CRM, simulated: a clock, users who do what users do, and a check of all that the cron jobs have made of it.
declare(strict_types=1);

require __DIR__ . '/follow_up.php';

const POLICY = 'follow-up';
const MONDAY = 1772445600; // 2026-03-02T10:00:00Z

function clock(PDO $db): array
{
    return query($db, 'SELECT now, ends FROM clock')->fetch(PDO::FETCH_NUM);
}

function fill(PDO $db, string $policy_file, int $contacts, int $until): void
{
    run_script($db, file_get_contents(__DIR__ . '/schema.sql'));
    $kind = is_mariadb($db->getAttribute(PDO::ATTR_DRIVER_NAME)) ? 'mariadb' : 'sqlite';
    run_script($db, file_get_contents(__DIR__ . "/cases.$kind.sql"));
    run_script($db, "CREATE TABLE clock (now INTEGER, ends INTEGER);
CREATE TABLE clicks (contact_id INTEGER, action_id VARCHAR(600));
-- What must never be.
CREATE TABLE wrongs (what TEXT, contact_id INTEGER, action_id VARCHAR(600));
CREATE TRIGGER task_changed AFTER UPDATE ON tasks FOR EACH ROW BEGIN
  INSERT INTO wrongs SELECT CASE NEW.status WHEN 'open' THEN 'closed, and opened again' ELSE 'closed twice' END, NEW.contact_id,
                            NEW.action_id
  FROM policies WHERE name = NEW.policy AND OLD.status <> 'open' AND NEW.status <> OLD.status;
  INSERT INTO wrongs SELECT 'changed while its prospect was invalid', NEW.contact_id, NEW.action_id
  FROM follow_ups f WHERE f.policy = NEW.policy AND f.contact_id = NEW.contact_id AND f.problem IS NOT NULL
    AND NEW.status <> 'done'; END;");
    transaction($db, function () use ($db, $policy_file, $contacts, $until) {
        query($db, 'INSERT INTO clock VALUES (?, ?)', [MONDAY, MONDAY + $until]);
        query($db, 'INSERT INTO policies VALUES (?, ?, 1)', [POLICY, file_get_contents($policy_file)]);
        for ($i = 1; $i <= $contacts; ++$i) {
            query($db, 'INSERT INTO contacts VALUES (?, ?, ?, ?, ?, ?)', [$i, "Contact $i", $i % 3 ? 'Europe/London' : null,
                $i % 5 ? "contact$i@example.org" : null, $i % 4 ? '+44 20 7946 0' . (100 + $i % 900) : null, 'seller' . $i % 4]);
            enter($db, $i, MONDAY, 'mail', false, 'asked');
        }
    });
}

/** Its statements one by one, as MariaDB's driver says nothing of what is wrong with the second one. */
function run_script(PDO $db, string $script): void
{
    foreach (preg_split('/;\n(?! )/', $script, -1, PREG_SPLIT_NO_EMPTY) as $statement) {
        $db->exec($statement);
    }
}

function enter(PDO $db, int $contact, int $at, string $type, bool $is_ours, string $result, ?string $order = null): void
{
    query($db, 'INSERT INTO activities (contact_id, at, type, is_ours, result, order_number) VALUES (?, ?, ?, ?, ?, ?)',
        [$contact, $at, $type, (int) $is_ours, $result, $order]);
}

/** Time goes by, and one in four of the contacts has something new. Mistakes are mended to what was meant, so that what is closed has
 * no reason to be opened again. */
function step(PDO $db, int $seconds, int $seed): void
{
    query($db, 'UPDATE clock SET now = CASE WHEN now + :s < ends THEN now + :s ELSE ends END', ['s' => $seconds]);
    [$now] = clock($db);
    mt_srand($seed * 1_000_003 + $now);
    $contacts = (int) query($db, 'SELECT count(*) FROM contacts')->fetchColumn();
    for ($i = 0; $i < $contacts / 4; ++$i) {
        $contact = mt_rand(1, $contacts);
        $roll = mt_rand(0, 99);
        transaction($db, fn () => match (true) {
            $roll < 55 => do_a_task($db, $contact, $now),
            $roll < 65 => enter($db, $contact, $now, 'mail', false, 'answered'),
            $roll < 73 => enter($db, $contact, $now, 'mail', false, 'asked'),
            $roll < 80 => enter($db, $contact, $now, 'call', true, mt_rand(0, 1) ? 'spoke' : 'no answer'),
            $roll < 86 => enter($db, $contact, $now, 'order', false, 'bought', "order-$contact-$now"),
            $roll < 88 => enter($db, $contact, $now, 'mail', false, 'no more mails'),
            $roll < 91 => enter($db, $contact, $now, 'mail', false, 'unsubscribed'), // is no word: who is it that wants what?
            $roll < 95 => query($db, "UPDATE activities SET result = 'answered' WHERE contact_id = ? AND result = 'unsubscribed'",
                [$contact]),
            $roll < 97 => query($db, "UPDATE contacts SET time_zone = 'Europe/Londn' WHERE id = ? AND time_zone = 'Europe/London'",
                [$contact]),
            default => query($db, "UPDATE contacts SET time_zone = 'Europe/London' WHERE time_zone = 'Europe/Londn'"),
        });
    }
}

/** A seller takes the first task that can be done, and says how it went. */
function do_a_task(PDO $db, int $contact, int $now): void
{
    $found = query($db, "SELECT action_id, channel FROM tasks WHERE contact_id = ? AND status = 'open' AND state = 'ready'
                         ORDER BY due", [$contact])->fetch(PDO::FETCH_NUM);
    if ($found) {
        $result = $found[1] === 'phone' ? (mt_rand(0, 1) ? 'spoke' : 'no answer') : 'sent';
        $is_open_still = query($db, "UPDATE tasks SET status = 'done', closed_at = ?, result = ?
                                     WHERE contact_id = ? AND action_id = ? AND status = 'open'",
            [$now, $result, $contact, $found[0]])->rowCount();
        if ($is_open_still) {
            query($db, 'INSERT INTO clicks VALUES (?, ?)', [$contact, $found[0]]);
        }
    }
}

/** The cron job again and again, until the clock stands still and nobody is due. */
function cron(PDO $db, int $behind): void
{
    for ($decided = 0, $is_last = false; !$is_last; usleep(5000)) {
        [$now, $end] = clock($db);
        $is_last = $now === $end;
        $decided += follow_up($db, POLICY, $now - $behind);
    }
    echo "decided $decided times\n";
}

/** Works all out again from what the users have entered. Returns how much is wrong. */
function check(PDO $db): int
{
    [$policy, $revision] = in_force($db, POLICY);
    [$now] = clock($db);
    $wrong = query($db, 'SELECT what, contact_id, action_id FROM wrongs')->fetchAll(PDO::FETCH_NUM);
    $invalid = 0;
    foreach (query($db, 'SELECT contact_id, one_case FROM cases')->fetchAll(PDO::FETCH_NUM) as [$contact, $one_case]) {
        $tasks = query($db, 'SELECT action_id, status, state, channel, can_be_done, due FROM tasks WHERE contact_id = ?',
            [$contact])->fetchAll(PDO::FETCH_NUM | PDO::FETCH_UNIQUE);
        $decision = json_decode($policy->decide($one_case, $now), true);
        if ($decision['status'] === 'invalid') {
            ++$invalid;
            continue;
        }
        foreach ($decision['actions'] as $a) {
            $expected = ['open', $a['state'], $a['channel'], seconds($a['when']), seconds($a['due'])];
            if (($tasks[$a['id']] ?? null) !== $expected) {
                $wrong[] = [isset($tasks[$a['id']]) ? 'is ' . json_encode($tasks[$a['id']]) : 'missing', $contact, $a['id']];
            }
            unset($tasks[$a['id']]);
        }
        foreach ($tasks as $id => [$status]) {
            if ($status === 'open') {
                $wrong[] = ['open, and nobody wants it', $contact, $id];
            }
        }
    }
    foreach ([
        'was done, and is not' => "SELECT * FROM clicks EXCEPT SELECT contact_id, action_id FROM tasks WHERE status = 'done'",
        'done by nobody' => "SELECT contact_id, action_id FROM tasks WHERE status = 'done' EXCEPT SELECT * FROM clicks",
        'done twice' => 'SELECT * FROM clicks GROUP BY 1, 2 HAVING count(*) > 1',
        'not in the history' => 'SELECT * FROM clicks EXCEPT SELECT contact_id, action_id FROM activities',
        'twice in the history' => 'SELECT contact_id, action_id FROM activities WHERE action_id IS NOT NULL GROUP BY 1, 2
                                   HAVING count(*) > 1',
        'not decided by the revision in force' => "SELECT contact_id, '' FROM follow_ups WHERE coalesce(revision, 0) <> $revision",
    ] as $what => $sql) {
        foreach (query($db, $sql)->fetchAll(PDO::FETCH_NUM) as [$contact, $id]) {
            $wrong[] = [$what, $contact, $id];
        }
    }
    foreach ($wrong as [$what, $contact, $id]) {
        echo "contact $contact: $id: $what\n";
    }
    $counts = query($db, 'SELECT count(*), status FROM tasks GROUP BY 2 ORDER BY 2')->fetchAll(PDO::FETCH_NUM);
    $tasks = implode(', ', array_map(static fn ($row) => implode(' ', $row), $counts));
    echo "tasks: $tasks; invalid: $invalid; wrong: ", count($wrong), "\n";
    return count($wrong);
}

[, $dsn, $command] = $argv;
$db = open_database($dsn);
$numbers = array_map('intval', array_slice($argv, 3));
match ($command) {
    'fill' => fill($db, $argv[3], $numbers[1], $numbers[2]),
    'step' => step($db, ...$numbers),
    'cron' => cron($db, ...$numbers),
    'revise' => query($db, 'UPDATE policies SET text = ?, revision = revision + 1', [file_get_contents($argv[3])]),
    'check' => exit(check($db) === 0 ? 0 : 1),
};
