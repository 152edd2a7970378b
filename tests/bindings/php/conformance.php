<?php
// Each question of the conformance file, as tests/doors/conformance.hpp writes them, through the package: the same results, answers
// and problems, byte by byte. By the command: what it can answer, for every tenth policy, since each question is a process.
declare(strict_types=1);

use Tickler\Policy;
use Tickler\PolicyError;
use Tickler\Refused;

/** @return array{?Policy, int, array} */
function loaded(array $line): array
{
    try {
        $policy = Policy::load($line['yaml'], $line['name']);
        return [$policy, 0, $policy->warnings];
    } catch (PolicyError $e) {
        return [null, 1, $e->problems];
    }
}

/** @return array{int, string, array} */
function answer(array $loaded, array $question): array
{
    [$policy, $result, $problems] = $loaded;
    ['case' => $case, 'besides' => $besides, 'now' => $now] = $question;
    $found = [];
    $hear = static function ($problem) use (&$found) {
        $found[] = $problem;
    };
    try {
        $told = match ($question['ask']) {
            'load' => '',
            'decide' => $policy->decide($case, $now, $hear),
            'may' => $policy->may($case, $besides, $now, $hear),
            'explain' => $policy->explain($case, $now),
            'preview' => $policy->preview($case, $besides, $now),
        };
        return $question['ask'] === 'load' ? [$result, '', $problems] : [0, $told, $found];
    } catch (Refused $e) {
        return [1, '', $e->problems];
    }
}

/** How many were asked. */
function conforms(callable $is_asked): int
{
    $policies = [];
    $asked = $lines = 0;
    foreach (new SplFileObject(getenv('TICKLER_CONFORMANCE')) as $text) {
        if ($text === '') {
            continue;
        }
        $line = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
        if (!$is_asked($line)) {
            continue;
        }
        if (!isset($line['ask'])) {
            $policies[$line['policy']] = loaded($line);
            continue;
        }
        [$result, $told, $problems] = answer($policies[$line['policy']], $line);
        same([$result, $told, array_map('strval', $problems)], [$line['result'], $line['answer'], $line['problems']], $line['case']);
        ++$asked;
    }
    return $asked;
}
