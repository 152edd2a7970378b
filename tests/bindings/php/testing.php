<?php
// As much of a test framework as these need: functions whose names are sentences, and what they find wrong.
declare(strict_types=1);

final class Wrong extends Exception
{
}

function same(mixed $found, mixed $expected, string $of = ''): void
{
    if ($found !== $expected) {
        throw new Wrong("$of\n  found    " . var_export($found, true) . "\n  expected " . var_export($expected, true));
    }
}

/** The exception, of that class. */
function raised(string $class, callable $by): Throwable
{
    try {
        $by();
    } catch (Throwable $e) {
        same(get_class($e), $class, $e->getMessage());
        return $e;
    }
    throw new Wrong("no $class");
}

/** @param array<string, callable> $tests */
function run(array $tests): int
{
    $failed = 0;
    foreach ($tests as $name => $test) {
        try {
            $test();
            echo "ok      $name\n";
        } catch (Throwable $e) {
            ++$failed;
            echo "FAILED  $name: ", get_class($e), ': ', $e->getMessage(), "\n", $e instanceof Wrong ? '' : "$e\n";
        }
    }
    return $failed;
}

/** @return array{int, string} its exit code, and what it has printed */
function ran(array $command, ?string $folder = null, array $environment = []): array
{
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, $folder, $environment + getenv());
    $printed = stream_get_contents($pipes[1]);
    return [proc_close($process), $printed];
}

function source(string $file): string
{
    return getenv('TICKLER_SOURCE_DIR') . "/$file";
}
