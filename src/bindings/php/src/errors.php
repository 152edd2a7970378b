<?php
declare(strict_types=1);

namespace Tickler;

/** What is wrong with a policy, a record or a call; as text: all of it, as one line. */
final class Problem
{
    public function __construct(
        public int $number, // 101 of T101; `tickler help T101` says more
        public string $severity, // error, warning
        public int $line, // from 1; 0: of no line
        public int $column, // in bytes, from 1
        public string $file,
        public string $path,
        public string $message,
        public string $said
    ) {
    }

    public function __toString(): string
    {
        return $this->said;
    }
}

/** What all exceptions of this package are. One that is none of the others: a bug of ours. */
class TicklerException extends \RuntimeException
{
    /** @param Problem[] $problems */
    public function __construct(string $message, public array $problems = [])
    {
        parent::__construct($problems ? implode("\n", $problems) : $message);
    }
}

/** A policy that cannot be used. */
class PolicyError extends TicklerException
{
}

/** A text that cannot be used: a case to be explained, a touch, a script, a saved state. */
class Refused extends TicklerException
{
}

/** A call that cannot be meant: the bug is in the program that calls. */
class Misuse extends TicklerException
{
}

class OutOfMemory extends TicklerException
{
}

/** What cannot be asked here: by the command alone, or without library and command. */
class Unavailable extends TicklerException
{
}
