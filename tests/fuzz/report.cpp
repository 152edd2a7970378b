// Whatever the records say, nothing of it becomes markup: the lists, promises and pictures of a page are those elements and
// attributes that pages have, and of a page for strangers no text of a record is part.
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "base/json_text.hpp"
#include "cli/page/promises.hpp"
#include "fuzz/bytes.hpp"
#include "fuzz/markup.hpp"
#include "fuzz/policies.hpp"

namespace {

using namespace tickler;
using namespace tickler::cli::page;
using fuzz::must_hold;

constexpr auto secret = "Ada-Byron";

// A file that is nowhere on the disk.
class file {
 public:
  file() : number_(memfd_create("records", 0)) { must_hold(number_ >= 0, "there is memory for a file"); }
  std::string name() const { return "/proc/self/fd/" + std::to_string(number_); }
  void write(const std::string& all) const {
    must_hold(ftruncate(number_, 0) == 0 && pwrite(number_, all.data(), all.size(), 0) == static_cast<ssize_t>(all.size()),
              "written");
  }

 private:
  int number_;
};

// Bytes as a text of Unicode.
std::string some_text(fuzz::dice& d) {
  constexpr const char* others[] = {"\xc3\xa9", "\xe2\x80\xae", "\xef\xbf\xbe", "\xe2\x80\xa8"};
  std::string all;
  for (const char c : d.take(d.below(48))) {
    if ((c & 0x80) != 0)
      all += others[c & 3];
    else if (c != 0)
      all += c;
  }
  return all;
}

std::string some_word(fuzz::dice& d) {
  constexpr const char* words[] = {"phone",    "email",     "web",       "<script>", "a&b",       "\"x'",
                                   "reached",  "no_answer", "scheduled", "inquired", "opted_out", "out_of_office",
                                   "declined", "postponed", "]]>",       "<!--"};
  return d.one_of(words);
}

std::string person(fuzz::dice& d, std::size_t number) {
  json_text r;
  r.raw("{").name("id").string(std::to_string(number) + some_text(d)).name("name").string(secret + some_text(d));
  r.name("owner").string(some_text(d)).name("account").string(some_text(d));
  r.name("contact").raw("{").name("email").string(some_text(d)).name("phone").string(secret + some_text(d)).raw("}");
  return std::move(r.raw("}\n")).take();
}

std::string touch(fuzz::dice& d, std::string_view whose, instant at) {
  json_text r;
  r.raw("{")
      .name("prospect")
      .raw(whose)
      .name("at")
      .time(at)
      .name("channel")
      .string(some_word(d))
      .name("outcome")
      .string(some_word(d));
  const auto flags = d.byte();
  if (flags & 3) r.name("direction").string(direction_names[flags & 3]);
  if (flags & 4) r.name("until").time(at + std::chrono::hours{d.byte()});
  if (flags & 8) r.name("key").string("k" + some_text(d));
  if (flags & 16) r.name("step").string(some_text(d) + "answer/send");
  if (flags & 32) r.name("purpose").string(some_word(d));
  if (flags & 64) r.name("address").string("+" + some_text(d));
  return std::move(r.raw("}\n")).take();
}

// The id as JSON has it.
std::string_view id_in(std::string_view line) { return line.substr(6, line.find("\",\"name\"") - 5); }

std::string checked(std::string html) {
  fuzz::markup(html).check();
  return html;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const file people_file, log_file;
  fuzz::dice d(fuzz::text_of(data, size));
  const auto& p = d.one_of(fuzz::policies());
  request asked{.now = parse_instant("2026-03-04T15:00:00Z").value(), .anonymous = d.below(2) == 1};
  std::string records, log;
  auto at = asked.now - date::days{9};
  for (std::size_t i = 0; i < 2 && !d.empty(); ++i) {
    const auto line = person(d, i);
    records += line;
    for (auto n = d.below(6); n > 0; --n, at += std::chrono::hours{d.byte() % 48}) log += touch(d, id_in(line), at);
  }
  people_file.write(records), log_file.write(log);
  asked.book.prospects = people_file.name(), asked.book.touchpoints = {log_file.name()};
  cli::report bad;
  const cli::book_files files(p, asked.book, bad);
  const disguise names(files.all(), asked.anonymous);
  const people whom(files, asked, names, bad);
  const promises kept(files, asked, names, whom);
  auto all = checked(kept.html());
  for (const auto* l : {&whom.worklist(), &whom.unattended(), &whom.everybody(), &kept.broken()})
    all += checked(to_html(*l, "Some", "None."));
  for (const auto& who : whom.all()) all += checked(who.picture) + who.name + who.owner + who.status;
  must_hold(!asked.anonymous || all.find(secret) == all.npos, "strangers learn no name");
  return 0;
}
