<?php
declare(strict_types=1);

namespace Tickler;

use DateTimeInterface;

/**
 * A policy that was read and checked: who to follow up with next, how, and when.
 *
 *     $policy = Policy::load(file_get_contents('follow-up.yaml'), 'follow-up.yaml');
 *     $case = ['prospect' => ['id' => 'ada', 'zone' => 'Europe/London'], 'touchpoints' => []];
 *     foreach ($policy->decide($case, time())['actions'] as $action) ...
 *
 * A case is one prospect with all that has happened to it: an array, or JSON, which is quicker. The answer is of the same kind. Times
 * in arrays may be DateTimeInterface. It can be serialized, and a process loads each one once.
 */
final class Policy
{
    /** @var Problem[] */
    public array $warnings;
    private static array $loaded = []; // that were serialized

    private function __construct(private string $text, private string $name, private Door $door)
    {
        $this->warnings = $door->warnings;
    }

    /** Reads and checks a policy's text, which problems call by that name. Takes milliseconds: keep the policy. */
    public static function load(string $text, string $name = 'policy'): self
    {
        return new self($text, $name, self::door($text, $name));
    }

    /** Whether all can be asked; without FFI `decide`, `decideLines` and `decideAll` can, by the command. */
    public function isByLibrary(): bool
    {
        return $this->door instanceof Library;
    }

    /** What to do next. A case that cannot be read is decided for as `invalid`, and $onProblem is called with each reason. */
    public function decide(array|string $case, int|DateTimeInterface $now, ?callable $onProblem = null): array|string
    {
        return self::like($case, $this->ask('decide_json', [self::json($case)], [self::seconds($now)], $onProblem));
    }

    /** For many, a case a line and a decision a line, in the same order. */
    public function decideLines(string $cases, int|DateTimeInterface $now, ?callable $onProblem = null): string
    {
        return $this->ask('decide_lines', [$cases], [self::seconds($now)], $onProblem);
    }

    /** The same for arrays. */
    public function decideAll(iterable $cases, int|DateTimeInterface $now, ?callable $onProblem = null): array
    {
        $lines = '';
        foreach ($cases as $case) {
            $lines .= self::json($case) . "\n";
        }
        $answers = explode("\n", $this->decideLines($lines, $now, $onProblem), -1);
        return array_map(static fn (string $answer) => self::like([], $answer), $answers);
    }

    /** May this be done now? The touch is ['channel' => 'phone', 'purpose' => 'check_in', ...]. Of a case that cannot be read: stop. */
    public function may(array|string $case, array|string $touch, int|DateTimeInterface $now, ?callable $onProblem = null): array|string
    {
        return self::like($case, $this->ask('may_json', [self::json($case), self::json($touch)], [self::seconds($now)], $onProblem));
    }

    /** Why, as a tree. $full: also runs that are over, steps that were not reached, all parts of conditions. */
    public function explain(array|string $case, int|DateTimeInterface $now, bool $full = false): array|string
    {
        return self::like($case, $this->ask('explain_json', [self::json($case)], [self::seconds($now), (int) $full]));
    }

    /** What will happen, for a year or until then, by a script such as "answers on day 10"; by "": nobody does. $lazy: each action
     * is done at its deadline. */
    public function preview(
        array|string $case,
        string $script,
        int|DateTimeInterface $now,
        int|DateTimeInterface|null $until = null,
        bool $lazy = false
    ): array|string {
        $numbers = [self::seconds($now), $until === null ? PHP_INT_MIN : self::seconds($until), (int) $lazy];
        return self::like($case, $this->ask('preview_json', [self::json($case), $script], $numbers));
    }

    /** What the whole history up to and including $until has come to: bytes, to be kept beside the record. */
    public function saveState(array|string $case, int|DateTimeInterface $until): string
    {
        return $this->ask('save_state', [self::json($case)], [self::seconds($until)]);
    }

    /** By a saved state and the touchpoints since: the answer, and the state with them. Refused: save it anew. */
    public function decideSaved(string $state, array|string $case, int|DateTimeInterface $now): array
    {
        [[$answer, $after]] = $this->door->ask('decide_saved_json', [$state, self::json($case)], [self::seconds($now)], 2);
        return [self::like($case, $answer), $after];
    }

    public function __serialize(): array
    {
        return [$this->text, $this->name];
    }

    public function __unserialize(array $data): void
    {
        [$this->text, $this->name] = $data;
        $this->door = self::$loaded[$this->name . "\0" . $this->text] ??= self::door($this->text, $this->name);
        $this->warnings = $this->door->warnings;
    }

    private static function door(string $text, string $name): Door
    {
        return Library::isAllowed() ? new Library($text, $name) : new Command($text, $name);
    }

    private function ask(string $what, array $texts, array $numbers, ?callable $onProblem = null): string
    {
        [[$answer], $problems] = $this->door->ask($what, $texts, $numbers);
        if ($onProblem) {
            array_map($onProblem, $problems);
        }
        return $answer;
    }

    private static function seconds(int|DateTimeInterface $time): int
    {
        return is_int($time) ? $time : $time->getTimestamp();
    }

    private static function json(array|string $record): string
    {
        return is_string($record) ? $record : json_encode(self::plain($record), self::FLAGS);
    }

    private const FLAGS = JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION;
    private const OBJECTS = ['prospect', 'contact', 'facts']; // which PHP would write as lists when they are empty

    private static function plain(array $record): array
    {
        foreach ($record as $key => &$value) {
            if ($value instanceof DateTimeInterface) {
                $value = $value->format(DATE_RFC3339);
            } elseif (is_array($value)) {
                $value = $value === [] && in_array($key, self::OBJECTS, true) ? new \stdClass() : self::plain($value);
            }
        }
        return $record;
    }

    private static function like(array|string $asked, string $answer): array|string
    {
        return is_string($asked) ? $answer : json_decode($answer, true, 512, JSON_THROW_ON_ERROR);
    }
}
