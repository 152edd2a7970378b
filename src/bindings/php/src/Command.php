<?php
declare(strict_types=1);

namespace Tickler;

/** Where libraries cannot be called: `tickler next --cases`, a process for each question, so ask for many at once. */
final class Command implements Door
{
    public array $warnings = [];

    public function __construct(private string $text, private string $name)
    {
        [$code, , $problems, $said] = $this->run('', 0);
        $this->warnings = $problems;
        if ($code !== 0) {
            throw $problems ? new PolicyError('', $problems) : new Unavailable("there is no FFI, and no command: $said");
        }
    }

    public function ask(string $what, array $texts, array $numbers, int $answers = 1): array
    {
        if ($what !== 'decide_json' && $what !== 'decide_lines') {
            throw new Unavailable("$what needs FFI, which is off here (ffi.enable); without it there is decide alone");
        }
        $is_one = $what === 'decide_json';
        $cases = $texts[0];
        if ($is_one && (trim($cases) === '' || strpos($cases, "\n") !== false)) {
            throw new Unavailable('without FFI a case is one line');
        }
        [, $answer, $problems, $said] = $this->run($cases, $numbers[0]);
        if (substr_count($answer, "\n") !== substr_count(rtrim($cases, "\n") . "\n", "\n") * (int) ($cases !== '')) {
            throw new Misuse($said);
        }
        $of_cases = array_values(array_filter($problems, static fn (Problem $p) => $p->file === 'case'));
        return [[$is_one ? rtrim($answer, "\n") : $answer], $of_cases];
    }

    /** @return array{int, string, Problem[], string} */
    private function run(string $cases, int $now): array
    {
        if (!function_exists('proc_open')) {
            throw new Unavailable('neither FFI nor proc_open can be used here');
        }
        $folder = sys_get_temp_dir() . '/tickler-' . bin2hex(random_bytes(8));
        mkdir($folder, 0700);
        try {
            // In problems, files are called as they are here.
            file_put_contents("$folder/policy", $this->text);
            file_put_contents("$folder/case", $cases);
            $command = [getenv('TICKLER_COMMAND') ?: 'tickler', 'next', '--policy', 'policy', '--cases', 'case', '--at'];
            $command[] = gmdate('Y-m-d\TH:i:s\Z', $now);
            $streams = [['file', '/dev/null', 'r'], ['file', "$folder/out", 'w'], ['file', "$folder/said", 'w']];
            $process = @proc_open($command, $streams, $pipes, $folder);
            $code = $process ? proc_close($process) : 127;
            $said = trim((string) @file_get_contents("$folder/said")) ?: "$command[0] ended with $code";
            return [$code, (string) @file_get_contents("$folder/out"), $this->problems($said), $said];
        } finally {
            array_map('unlink', glob("$folder/*"));
            rmdir($folder);
        }
    }

    /** @return Problem[] */
    private function problems(string $said): array
    {
        $found = [];
        preg_match_all('/^(policy|case):(\d+):(\d+): (error|warning): (.*) \[T(\d+)\]$/m', $said, $lines, PREG_SET_ORDER);
        foreach ($lines as [$line, $file, $row, $column, $severity, $message, $number]) {
            $called = $file === 'policy' ? $this->name : $file;
            $text = $called . substr($line, strlen($file));
            $found[] = new Problem((int) $number, $severity, (int) $row, (int) $column, $called, '', $message, $text);
        }
        return $found;
    }
}
