// What most tests include and nobody here changes, compiled once.
#pragma once

#include <date/tz.h>
#include <rapidcheck.h>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#ifdef TICKLER_TERSE_CHECKS
// Without the values of what is compared, which are most of the work of compiling a test: for builds that repeat the tests of
// another one, under sanitizers.
#undef BOOST_TEST
#define BOOST_TEST(...) BOOST_TEST_INVOKE_IF_N_ARGS(1, TICKLER_CHECK, TICKLER_CHECK_SAYING, __VA_ARGS__)
#define TICKLER_CHECK(holds) BOOST_CHECK(holds)
#define TICKLER_CHECK_SAYING(holds, ...) BOOST_CHECK(holds)
#endif
