// All of tickler::io: policy files and records in, decisions out.
#pragma once

#include <tickler/io/load_policy.hpp>
#include <tickler/io/records.hpp>
#include <tickler/io/results.hpp>
