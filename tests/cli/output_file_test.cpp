// What commands do to the files that they write over.
#include <sys/stat.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <ostream>

#include "support/desk.hpp"

namespace {

namespace fs = std::filesystem;

const std::string page_begin = "<!doctype html>\n<html lang=\"en\">\n<head>\n",
                  records = " --policy p.yaml --prospects p.jsonl --touchpoints none.jsonl";

// A policy, a prospect, and other people's files.
struct desk_with_files : desk::folder {
  desk_with_files() {
    write("p.yaml",
          "policy: small\nzone: America/New_York\nchannels: {email: {needs: email}}\nevents: {asked: {outcome: inquired}}\n"
          "cadences: {answer: {starts: asked, steps: [{id: send, do: {channel: email}}]}}\n");
    write("p.jsonl", "{\"id\":\"ada\",\"contact\":{\"email\":\"a@x.org\"}}\n");
    for (const auto* empty : {"none.jsonl", "empty"}) write(empty, "");
    write("letter.txt", "Dear Ada,\n");
    write("page.html", page_begin + "<title>Mine</title>\n");
    write("other.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//else//EN\r\nEND:VCALENDAR\r\n");
    write("other.xml", "<?xml version=\"1.0\"?>\n<invoice/>\n");
  }

  std::string path_of(const std::string& name) const { return (path() / name).string(); }
  unsigned mode_of(const std::string& name) const {
    struct stat is {};
    return ::stat(path_of(name).c_str(), &is) == 0 ? is.st_mode & 07777 : 0;
  }
  void link(const std::string& name, const std::string& to) const { fs::create_symlink(to, path() / name); }
  bool is_link(const std::string& name) const { return fs::is_symlink(fs::symlink_status(path() / name)); }
  bool has_drafts() const {
    for (const auto& each : fs::directory_iterator(path()))
      if (each.path().filename().string().starts_with(".tickler-")) return true;
    return false;
  }
};

struct writer {
  const char* command;
  const char* its_kind;
};

const std::string save = "save" + records + " --to ", report = "report" + records + " --at 2026-03-04T15:00:00Z --to ",
                  calendar = "calendar" + records + " --at 2026-03-04T15:00:00Z --to ", junit = "test p.yaml --junit ";

const writer writers[] = {
    {save.c_str(), "a saved book"},
    {report.c_str(), "a page that this command has written"},
    {calendar.c_str(), "a calendar that this command has written"},
    {junit.c_str(), "a file of test results (JUnit XML)"},
};
std::ostream& operator<<(std::ostream& out, const writer& w) { return out << w.command; }

}  // namespace

BOOST_DATA_TEST_CASE_F(desk_with_files, what_is_not_of_its_own_kind_is_never_written_over, boost::unit_test::data::make(writers),
                       w) {
  link("link", "letter.txt");
  for (const std::string name : {"p.yaml", "p.jsonl", "letter.txt", "page.html", "other.ics", "other.xml", "link"}) {
    const auto before = read(name);
    const auto result = run(w.command + name);
    BOOST_TEST(result.err == "tickler: " + name + ": is there already, and is not " + w.its_kind + ": it was left as it is\n");
    BOOST_TEST(result.out == "");
    BOOST_TEST(result.code == 2);
    BOOST_TEST(read(name) == before);
  }
  BOOST_TEST(!has_drafts());
}

BOOST_DATA_TEST_CASE_F(desk_with_files, a_new_file_and_its_own_and_an_empty_one_are_written, boost::unit_test::data::make(writers),
                       w) {
  link("link", "new");
  for (const std::string name : {"new", "new", "empty", "link"}) BOOST_TEST(run(w.command + name).code == 0);
  BOOST_TEST(read("new") != "");
  BOOST_TEST(read("empty") == read("new"));
  BOOST_TEST(is_link("link"));
  BOOST_TEST(!has_drafts());
}

BOOST_DATA_TEST_CASE_F(desk_with_files, no_two_commands_write_over_each_others_files, boost::unit_test::data::make(writers), w) {
  for (const auto& other : writers) {
    if (other.command == w.command) continue;
    BOOST_TEST(run(other.command + std::string("file")).code == 0);
    BOOST_TEST(run(w.command + std::string("file")).code == 2);
    fs::remove(path() / "file");
  }
}

BOOST_DATA_TEST_CASE_F(desk_with_files, a_mode_is_kept_and_a_new_file_has_that_of_the_process,
                       boost::unit_test::data::make(writers), w) {
  run(w.command + std::string("new"), "umask 027;");
  BOOST_TEST(mode_of("new") == 0640U);
  for (const mode_t mode : {0600U, 0666U, 0444U}) {
    ::chmod(path_of("new").c_str(), mode);
    const auto result = run(w.command + std::string("new"), "umask 077;");
    BOOST_TEST(result.code == 0);
    BOOST_TEST(mode_of("new") == mode);
  }
}

BOOST_DATA_TEST_CASE_F(desk_with_files, what_a_link_leads_to_must_be_there, boost::unit_test::data::make(writers), w) {
  fs::create_directory(path() / "folder");
  link("to_nothing", "nothing");
  link("to_itself", "to_itself");
  link("to_folder", "folder");
  link("twice", "folder/once");
  link("folder/once", "../empty");
  BOOST_TEST(run(w.command + std::string("to_nothing")).err ==
             "tickler: to_nothing: a link to " + path_of("nothing") + ", which is not there\n");
  BOOST_TEST(run(w.command + std::string("to_itself")).err == "tickler: to_itself: Too many levels of symbolic links\n");
  BOOST_TEST(run(w.command + std::string("to_folder")).err == "tickler: to_folder: Is a directory\n");
  BOOST_TEST(run(w.command + std::string("folder/file/x")).code == 2);
  BOOST_TEST(!fs::exists(path() / "nothing"));
  BOOST_TEST(run(w.command + std::string("twice")).code == 0);
  BOOST_TEST(read("empty") != "");
  BOOST_TEST(is_link("twice"));
  BOOST_TEST(is_link("folder/once"));
}

BOOST_DATA_TEST_CASE_F(desk_with_files, pipes_devices_and_the_standard_output_are_written_to_as_they_are,
                       boost::unit_test::data::make(writers), w) {
  run(w.command + std::string("new"));
  const auto content = read("new");
  for (const std::string name : {"-", "/dev/stdout", "/proc/self/fd/1"}) BOOST_TEST(run(w.command + name).out == content);
  write("appended", "before ");
  run(w.command + std::string("/dev/stdout"), "", ">appended");
  BOOST_TEST(read("appended") == "before " + content);
  BOOST_TEST(run(w.command + std::string("/dev/fd/3 3>third")).code == 0);
  BOOST_TEST(read("third") == content);
  BOOST_TEST(run(w.command + std::string("/dev/null")).code == 0);
  BOOST_TEST(run(w.command + std::string("/dev/full")).err.ends_with("tickler: /dev/full: No space left on device\n"));
  BOOST_TEST(run(w.command + std::string("pipe"), "mkfifo pipe; cat pipe >through &").code == 0);
  BOOST_TEST(fs::is_fifo(path() / "pipe"));
}

// "book.part" was such a name.
BOOST_FIXTURE_TEST_CASE(files_whose_names_are_like_that_of_a_book_are_none_of_its_business, desk_with_files) {
  link("book.part", "letter.txt");
  write("book~", "mine");
  for (int i = 0; i < 2; ++i) BOOST_TEST(run(save + "book").code == 0);
  BOOST_TEST(read("letter.txt") == "Dear Ada,\n");
  BOOST_TEST(read("book~") == "mine");
  BOOST_TEST(is_link("book.part"));
  BOOST_TEST(!is_link("book"));
}

// What a file is, its first bytes say: those of other versions are books, too.
BOOST_FIXTURE_TEST_CASE(a_book_of_any_version_may_be_replaced, desk_with_files) {
  run(save + "book");
  const auto book = read("book");
  auto other = book;
  other[8] = '\x63';
  write("book", other);
  BOOST_TEST(run("next --policy p.yaml --book book").code == 2);
  BOOST_TEST(run(save + "book").code == 0);
  BOOST_TEST(read("book") == book);
}

BOOST_FIXTURE_TEST_CASE(results_of_another_test_runner_may_be_replaced, desk_with_files) {
  for (const std::string begin : {"<testsuite/>", "\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- by somebody -->\n<testsuites>\n"}) {
    write("results.xml", begin);
    BOOST_TEST(run(junit + "results.xml").code == 0);
  }
  write("results.yaml", "# <testsuites>\n");
  BOOST_TEST(run(junit + "results.yaml").code == 2);
}

// A shell makes a policy the file of results: `test --junit *.yaml`.
BOOST_FIXTURE_TEST_CASE(a_policy_does_not_become_the_results_of_another, desk_with_files) {
  write("q.yaml", read("p.yaml"));
  const auto before = read("p.yaml");
  BOOST_TEST(run("test --junit *.yaml").code == 2);
  BOOST_TEST(read("p.yaml") == before);
}

BOOST_FIXTURE_TEST_CASE(a_limit_to_the_size_of_files_is_told_and_leaves_the_old_book, desk_with_files) {
  run(save + "book");
  const auto book = read("book");
  std::string many;
  for (int i = 0; i < 90; ++i) many += "{\"id\":\"p" + std::to_string(i) + "\",\"name\":\"" + std::string(200, 'x') + "\"}\n";
  write("many.jsonl", many);  // 18,000 bytes; 8 blocks are 4,096 or 8,192
  const auto result = run("save --policy p.yaml --prospects many.jsonl --touchpoints none.jsonl --to book", "ulimit -f 8;");
  BOOST_TEST(result.err == "tickler: book: File too large\n");
  BOOST_TEST(result.code == 2);
  BOOST_TEST(read("book") == book);
  BOOST_TEST(!has_drafts());
}

// Its model is edited by hand from then on.
BOOST_FIXTURE_TEST_CASE(a_measured_model_is_written_to_a_new_file_alone, desk_with_files) {
  link("to_nothing", "nothing");
  const auto measure = "workload" + records + " --at 2026-03-04T15:00:00Z --write-model ";
  BOOST_TEST(run(measure + "m.yaml").code == 0);
  for (const std::string name : {"m.yaml", "empty", "letter.txt", "to_nothing"})
    BOOST_TEST(run(measure + name).err == "tickler: " + name + ": File exists\n");
  BOOST_TEST(!fs::exists(path() / "nothing"));
  BOOST_TEST(!has_drafts());
}
