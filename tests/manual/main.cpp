#define BOOST_TEST_MODULE manual
#include <boost/test/unit_test.hpp>
