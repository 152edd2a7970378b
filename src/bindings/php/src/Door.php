<?php
declare(strict_types=1);

namespace Tickler;

/** By what a policy is asked: the library, or the command. */
interface Door
{
    /**
     * @param string[] $texts
     * @param int[] $numbers
     * @return array{string[], Problem[]}
     */
    public function ask(string $what, array $texts, array $numbers, int $answers = 1): array;
}
