// What most tests include and nobody here changes, compiled once.
#pragma once

#include <date/tz.h>
#include <rapidcheck.h>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
