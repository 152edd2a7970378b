// A figure that run.sh reads: `figure NAME VALUE` on a line of its own.
#pragma once

#include <iostream>
#include <string_view>

inline void print_figure(std::string_view name, double value) { std::cout << "figure " << name << ' ' << value << '\n'; }
