<?php
// How the package behaves: where FFI is allowed, where it is not, and on the web.
declare(strict_types=1);

use Tickler\Command;
use Tickler\Misuse;
use Tickler\Policy;
use Tickler\PolicyError;
use Tickler\Problem;
use Tickler\Refused;
use Tickler\Unavailable;

require __DIR__ . '/testing.php';
require __DIR__ . '/conformance.php';
require source('src/bindings/php/autoload.php');

const LOADS = 'require $argv[1]; try { Tickler\Policy::load(""); } catch (Tickler\Unavailable $e) { echo $e->getMessage(); }';
const MONDAY = 1772445600; // date -u -d 2026-03-02T10:00:00 +%s
const INQUIRY = ['at' => '2026-03-02T10:00:00Z', 'channel' => 'web', 'direction' => 'inbound', 'outcome' => 'inquired'];

function one_case(string $id = 'ada', array ...$touchpoints): array
{
    return ['prospect' => ['id' => $id, 'contact' => ['email' => "$id@example.org"]], 'touchpoints' => $touchpoints ?: [INQUIRY]];
}

function follow_up(): string
{
    return file_get_contents(source('examples/starter/follow-up.yaml'));
}

/** Those of the command. */
function folders(): array
{
    return glob(sys_get_temp_dir() . '/tickler-' . str_repeat('[0-9a-f]', 16));
}

$folders = folders();
$policy = Policy::load(follow_up(), 'follow-up.yaml');
$is_by_library = $policy->isByLibrary();
$hear = static function (array &$heard): callable {
    return static function (Problem $p) use (&$heard) {
        $heard[] = $p;
    };
};

$both = [
    'an answer is of the kind of the question' => function () use ($policy) {
        $text = json_encode(one_case());
        same(json_decode($policy->decide($text, MONDAY), true), $policy->decide(one_case(), MONDAY));
        same($policy->decide(one_case(), MONDAY)['prospect'], 'ada');
    },
    'text beyond ASCII comes back as it was' => function () use ($policy) {
        same($policy->decide(one_case('zoë-张'), MONDAY)['prospect'], 'zoë-张');
    },
    'what is empty stays an object' => function () use ($policy) {
        $empty = ['prospect' => ['id' => 'ada', 'contact' => [], 'facts' => []], 'touchpoints' => []];
        same($policy->decide($empty, MONDAY)['status'], 'unattended');
    },
    'many are answered in their order' => function () use ($policy) {
        $cases = array_map('one_case', ['ada', 'bo', 'cy']);
        same(array_column($policy->decideAll($cases, MONDAY), 'prospect'), ['ada', 'bo', 'cy']);
        same($policy->decideAll([], MONDAY), []);
        $lines = implode("\n", array_map('json_encode', $cases));
        same(substr_count($policy->decideLines($lines, MONDAY), "\n"), 3);
    },
    'times are seconds or DateTimeInterface, in cases too' => function () use ($policy) {
        $expected = $policy->decide(one_case(), MONDAY);
        $tokyo = new DateTimeImmutable('2026-03-02T19:00:00+09:00');
        same($policy->decide(one_case('ada', ['at' => $tokyo] + INQUIRY), $tokyo), $expected);
        raised(TypeError::class, fn () => $policy->decide(one_case(), '2026-03-02T10:00:00Z'));
        raised(Misuse::class, fn () => $policy->decide(one_case(), 1 << 40));
    },
    'a policy that is wrong says where' => function () {
        $wrong = preg_replace('/    restart: true/', '    restrat: true', follow_up(), 1);
        $line = substr_count(strstr($wrong, 'restrat', true), "\n") + 1;
        $e = raised(PolicyError::class, fn () => Policy::load($wrong, 'config/mine.yaml'));
        same(count($e->problems), 1);
        $p = $e->problems[0];
        same([$p->number, $p->severity, $p->line, $p->column, $p->file], [101, 'error', $line, 5, 'config/mine.yaml']);
        same($e->getMessage(), "config/mine.yaml:$line:5: error: $p->message [T101]");
    },
    'warnings of a policy are kept' => function () use ($policy) {
        same($policy->warnings, []);
        // A step of a channel with `needs` that never expires: nobody without the data gets to what comes after it.
        $warned = Policy::load(str_replace(', repeat: 2, expires: 14 days', ', repeat: 2', follow_up()));
        same(array_map(fn ($p) => [$p->number, $p->severity], $warned->warnings), [[405, 'warning']]);
    },
    'a case that cannot be read is invalid and says why' => function () use ($policy, $hear) {
        $heard = [];
        $decision = $policy->decide(one_case('ada', ['outcome' => 'unsubscribed'] + INQUIRY), MONDAY, $hear($heard));
        same([$decision['status'], $decision['actions']], ['invalid', []]);
        same(array_map(fn ($p) => [$p->number, $p->file, $p->line], $heard), [[609, 'case', 1]]);
    },
    'what is no JSON is not asked' => function () use ($policy) {
        raised(JsonException::class, fn () => $policy->decide(one_case("\xff"), MONDAY));
    },
    'a policy is serialized by its text' => function () use ($policy) {
        $text = serialize($policy);
        same(unserialize($text)->decide(one_case(), MONDAY), $policy->decide(one_case(), MONDAY));
    },
];

$library = [
    'PHP answers as C++ does' => fn () => same(conforms(fn () => true) >= 300, true),
    'the other questions' => function () use ($policy) {
        same($policy->may(one_case(), ['channel' => 'email', 'purpose' => 'inform'], MONDAY)['verdict'], 'go');
        $named = fn (bool $full) => array_column($policy->explain(one_case(), MONDAY, $full)['parts'], 'name');
        same([$named(false), $named(true)], [['answer', 'keep-in-touch'], ['answer', 'keep-in-touch', 'got-it', 'after-sale']]);
        $entries = fn (?int $until) => count($policy->preview(one_case(), 'answers on day 3', MONDAY, $until)['entries']);
        same($entries(MONDAY + 7 * 86400) < $entries(null), true);
        raised(Refused::class, fn () => $policy->preview(one_case(), 'answers some day', MONDAY));
    },
    'a saved state decides as the whole history does' => function () use ($policy) {
        $later = ['at' => '2026-03-03T10:00:00Z', 'channel' => 'email', 'direction' => 'outbound', 'purpose' => 'inform', 'outcome' => 'sent'];
        $now = MONDAY + 2 * 86400;
        $state = $policy->saveState(one_case(), MONDAY);
        [$decision, $after] = $policy->decideSaved($state, one_case('ada', $later), $now);
        same($decision, $policy->decide(one_case('ada', INQUIRY, $later), $now));
        same($policy->decideSaved($after, ['touchpoints' => []] + one_case(), $now)[0], $decision);
        raised(Refused::class, fn () => $policy->decideSaved(substr($state, 1), one_case(), $now));
    },
    'who hears of a problem may ask again' => function () use ($policy) {
        $told = null;
        $policy->decide('no case', MONDAY, function () use ($policy, &$told) {
            $told = $policy->decide(one_case(), MONDAY)['status'];
        });
        same($told, 'active');
    },
    'what is no longer used is freed' => function () {
        $use = function (int $times) {
            for (; $times > 0; --$times) {
                Policy::load(follow_up())->decide('no case', MONDAY);
                raised(PolicyError::class, fn () => Policy::load('policy: ['));
            }
            return (int) explode(' ', file_get_contents('/proc/self/statm'))[1] * 4; // pages of 4 KiB
        };
        $before = $use(20);
        same($use(100) - $before < 2000, true, 'grows'); // one policy with its worker takes some 500 KiB
    },
    'a library that is not there is an exception that says so' => function () {
        [, $said] = ran([PHP_BINARY, '-r', LOADS, source('src/bindings/php/autoload.php')], null, ['TICKLER_C_LIBRARY' => '/no/such.so']);
        same(str_contains($said, '/no/such.so') && str_contains($said, 'TICKLER_C_LIBRARY'), true, $said);
    },
    'a library of another ABI is refused with both numbers' => function () {
        $file = tempnam(sys_get_temp_dir(), 'abi');
        preg_match_all('/\b(tickler_\w+)\(/', file_get_contents(source('src/bindings/php/tickler.ffi.h')), $names);
        $answers = ['tickler_oldest_abi' => 7, 'tickler_abi' => 9];
        file_put_contents("$file.c", implode('', array_map(fn ($n) => "int $n(void) { return " . ($answers[$n] ?? 0) . "; }\n", $names[1])));
        [$code] = ran(['cc', '-shared', '-fPIC', '-o', "$file.so", "$file.c"]);
        [, $said] = ran([PHP_BINARY, '-r', LOADS, source('src/bindings/php/autoload.php')], null, ['TICKLER_C_LIBRARY' => "$file.so"]);
        array_map('unlink', glob("$file*"));
        same($code !== 0 || str_contains($said, 'serves the ABI 7 to 9 of tickler.h, and this package needs 1'), true, $said);
    },
    'the same without FFI, by the command' => function () {
        [$code, $said] = ran([PHP_BINARY, '-d', 'ffi.enable=0', __FILE__]);
        echo preg_replace('/^/m', '    ', trim($said)), "\n";
        same($code, 0);
    },
    'a web server asks the library by what was preloaded' => fn () => same(served([
        'ffi.preload=' . preload_header(),
        'opcache.preload=' . source('src/bindings/php/autoload.php'),
        'opcache.preload_user=' . posix_getpwuid(posix_geteuid())['name'],
    ]), 'library unattended'),
    'a web server that has preloaded nothing of FFI asks the command' => fn () => same(served([]), 'command unattended'),
    'a newcomer needs at most 25 lines and sees what the README says' => function () {
        $text = file_get_contents(source('src/bindings/php/README.md'));
        [[$program], [$output]] = [snippets($text, 'php'), snippets($text, 'text')];
        same(substr_count($program, "\n") <= 25, true);
        same(printed($program), $output);
    },
];

$command = [
    'the command answers as C++ does' => function () {
        $can = fn (array $line) => $line['policy'] % 10 === 0 && in_array($line['ask'] ?? 'load', ['load', 'decide'], true);
        same(conforms($can) >= 100, true);
    },
    'what the command cannot answer is refused clearly' => function () use ($policy) {
        foreach ([
            fn () => $policy->may(one_case(), ['channel' => 'email'], MONDAY),
            fn () => $policy->explain(one_case(), MONDAY),
            fn () => $policy->preview(one_case(), '', MONDAY),
            fn () => $policy->saveState(one_case(), MONDAY),
        ] as $ask) {
            same(str_contains(raised(Unavailable::class, $ask)->getMessage(), 'needs FFI'), true);
        }
        raised(Unavailable::class, fn () => $policy->decide("{\n}", MONDAY));
    },
    'a command that is not there is an exception that says so' => function () {
        $is = getenv('TICKLER_COMMAND');
        putenv('TICKLER_COMMAND=/no/such/command');
        $e = raised(Unavailable::class, fn () => Policy::load(follow_up()));
        putenv("TICKLER_COMMAND=$is");
        same(str_contains($e->getMessage(), '/no/such/command'), true, $e->getMessage());
    },
    'nothing is left behind' => fn () => same(array_diff(folders(), $folders), []),
];

/** The header, with the library of this build. */
function preload_header(): string
{
    $file = tempnam(sys_get_temp_dir(), 'ffi');
    register_shutdown_function('unlink', $file);
    $text = file_get_contents(source('src/bindings/php/tickler.ffi.h'));
    file_put_contents($file, str_replace('"libtickler-c.so.0"', '"' . getenv('TICKLER_C_LIBRARY') . '"', $text));
    chmod($file, 0644);
    return $file;
}

/** What PHP's own web server gives for web.php with these settings. */
function served(array $settings): string
{
    $options = array_merge(...array_map(static fn ($each) => ['-d', $each], ['ffi.enable=preload', 'opcache.enable=1', ...$settings]));
    $address = '127.0.0.1:' . random_int(20000, 30000);
    $log = tmpfile();
    $server = proc_open([PHP_BINARY, ...$options, '-S', $address, __DIR__ . '/web.php'], [['file', '/dev/null', 'r'], $log, $log], $pipes);
    try {
        $answered = stream_context_create(['http' => ['ignore_errors' => true]]);
        for ($tries = 0; $tries < 200 && ($page = @file_get_contents("http://$address/", false, $answered)) === false; ++$tries) {
            usleep(25000);
        }
        rewind($log);
        return $page ?: stream_get_contents($log);
    } finally {
        proc_terminate($server);
        proc_close($server);
    }
}

function snippets(string $text, string $language): array
{
    preg_match_all("/^```$language\\n(.*?)^```$/ms", $text, $found);
    return $found[1];
}

/** What a program of snippets prints, beside the policy that `tickler init` writes. */
function printed(string $program): string
{
    $folder = sys_get_temp_dir() . '/snippet-' . bin2hex(random_bytes(8));
    mkdir($folder);
    copy(source('examples/starter/follow-up.yaml'), "$folder/follow-up.yaml");
    file_put_contents("$folder/program.php", $program);
    try {
        return ran([PHP_BINARY, "$folder/program.php"], $folder, ['TICKLER_PHP' => source('src/bindings/php')])[1];
    } finally {
        array_map('unlink', glob("$folder/*"));
        rmdir($folder);
    }
}

exit(run([...$both, ...$is_by_library ? $library : $command]) ? 1 : 0);
