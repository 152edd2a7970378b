<?php
declare(strict_types=1);

namespace Tickler;

use FFI;

/** A policy as the library holds it, with a worker. */
final class Library implements Door
{
    private const ABI = 1; // of tickler.h when this was written
    private static ?FFI $c = null;

    public array $warnings;
    private FFI\CData $worker; // keeps the policy

    /** Whether PHP lets us call libraries: everywhere, in the command line alone, or by what was preloaded. */
    public static function isAllowed(): bool
    {
        if (!extension_loaded('ffi')) {
            return false;
        }
        $enabled = strtolower((string) ini_get('ffi.enable'));
        if (self::$c || in_array($enabled, ['1', 'on', 'yes', 'true'], true) || ($enabled === 'preload' && PHP_SAPI === 'cli')) {
            return true;
        }
        try {
            self::$c = $enabled === 'preload' ? self::served(FFI::scope('TICKLER')) : null;
        } catch (FFI\Exception) {
        }
        return self::$c !== null;
    }

    public function __construct(string $text, string $name)
    {
        $c = self::$c ??= self::opened();
        [$policy, $problems, $worker] = [$c->new('tickler_policy*'), $c->new('tickler_problems*'), $c->new('tickler_worker*')];
        [$given, $called] = [self::given($text), self::given($name)];
        $result = $c->tickler_policy_load($given[0], $called[0], FFI::addr($policy), FFI::addr($problems));
        $this->warnings = self::problems($problems);
        $c->tickler_problems_free($problems);
        self::check($result, $this->warnings, PolicyError::class);
        $result = $c->tickler_worker_new($policy, self::ABI, FFI::addr($worker));
        $c->tickler_policy_free($policy);
        self::check($result, []);
        $this->worker = $worker;
    }

    public function __destruct()
    {
        if (isset($this->worker)) {
            self::$c->tickler_worker_free($this->worker);
        }
    }

    public function ask(string $what, array $texts, array $numbers, int $answers = 1): array
    {
        $given = array_map([self::class, 'given'], $texts);
        $told = array_map(static fn () => self::$c->new('tickler_text'), range(1, $answers));
        $to = array_map(static fn ($text) => FFI::addr($text), $told); // by our code, since FFI looks who calls
        $result = self::$c->{"tickler_$what"}($this->worker, ...array_column($given, 0), ...$numbers, ...$to);
        $problems = self::problems(self::$c->tickler_worker_problems($this->worker));
        self::check($result, $problems);
        return [array_map([self::class, 'text'], $told), $problems];
    }

    private static function opened(): FFI
    {
        $beside = dirname(__DIR__) . '/libtickler-c.so.0';
        $library = getenv('TICKLER_C_LIBRARY') ?: (is_file($beside) ? $beside : 'libtickler-c.so.0');
        $declarations = preg_replace('/^#.*$/m', '', file_get_contents(dirname(__DIR__) . '/tickler.ffi.h'));
        try {
            return self::served(FFI::cdef($declarations, $library));
        } catch (FFI\Exception $e) {
            throw new Unavailable($e->getMessage() . '; the environment variable TICKLER_C_LIBRARY may say where libtickler-c is');
        }
    }

    private static function served(FFI $c): FFI
    {
        [$oldest, $newest] = [$c->tickler_oldest_abi(), $c->tickler_abi()];
        if (self::ABI < $oldest || self::ABI > $newest) {
            throw new Unavailable("libtickler-c serves the ABI $oldest to $newest of tickler.h, and this package needs " . self::ABI);
        }
        return $c;
    }

    /** The text, and the memory in which it is: both must live as long as the call. */
    private static function given(string $text): array
    {
        $size = strlen($text);
        $memory = self::$c->new('char[' . max($size, 1) . ']');
        FFI::memcpy($memory, $text, $size);
        $given = self::$c->new('tickler_text');
        $given->data = self::$c->cast('const char*', FFI::addr($memory));
        $given->size = $size;
        return [$given, $memory];
    }

    private static function text(FFI\CData $text): string
    {
        return $text->data === null ? '' : FFI::string($text->data, $text->size);
    }

    /** @return Problem[] */
    private static function problems(?FFI\CData $list): array
    {
        $found = [];
        $one = self::$c->new('tickler_problem');
        for ($i = 0; $i < self::$c->tickler_problems_size($list); ++$i) {
            self::$c->tickler_problems_get($list, $i, FFI::addr($one), FFI::sizeof($one));
            $texts = array_map([self::class, 'text'], [$one->file, $one->path, $one->message, $one->said]);
            $found[] = new Problem($one->number, $one->severity ? 'warning' : 'error', $one->line, $one->column, ...$texts);
        }
        return $found;
    }

    private static function check(int $result, array $problems, string $refused = Refused::class): void
    {
        if ($result !== 0) {
            $raised = [1 => $refused, 2 => Misuse::class, 3 => OutOfMemory::class][$result] ?? TicklerException::class;
            throw new $raised("tickler.h answered $result", $problems);
        }
    }
}
