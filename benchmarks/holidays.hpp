// The closed days of workload-w.yaml, for the rivals that have the policy written into them.
#pragma once

#include <array>
#include <chrono>

namespace workload {

using std::chrono::month_day;

constexpr month_day on(unsigned month, unsigned day) { return {std::chrono::month{month}, std::chrono::day{day}}; }

// By region, ascending.
inline constexpr std::array<std::array<month_day, 10>, 8> holidays{{
    {on(1, 1), on(1, 24), on(2, 19), on(3, 14), on(3, 20), on(4, 22), on(5, 14), on(8, 9), on(8, 12), on(12, 25)},
    {on(1, 1), on(1, 17), on(5, 5), on(5, 24), on(8, 25), on(9, 26), on(10, 3), on(10, 17), on(10, 27), on(12, 25)},
    {on(1, 1), on(2, 21), on(4, 22), on(5, 17), on(8, 19), on(8, 26), on(10, 16), on(10, 21), on(12, 9), on(12, 25)},
    {on(1, 1), on(1, 12), on(3, 8), on(6, 4), on(6, 8), on(8, 14), on(9, 2), on(10, 10), on(11, 8), on(12, 25)},
    {on(1, 1), on(2, 5), on(2, 8), on(2, 25), on(3, 5), on(5, 18), on(7, 19), on(8, 13), on(8, 17), on(12, 25)},
    {on(1, 1), on(2, 8), on(2, 20), on(3, 22), on(5, 4), on(10, 22), on(11, 6), on(12, 13), on(12, 25), on(12, 26)},
    {on(1, 1), on(1, 21), on(3, 25), on(4, 23), on(9, 27), on(10, 18), on(11, 18), on(12, 12), on(12, 15), on(12, 25)},
    {on(1, 1), on(3, 19), on(4, 5), on(6, 18), on(8, 2), on(9, 12), on(9, 21), on(11, 27), on(12, 23), on(12, 25)},
}};

}  // namespace workload
