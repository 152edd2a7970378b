#include "cli/mcp/live_book.hpp"

#include <exception>
#include <tickler/joint_history.hpp>

namespace tickler::cli::mcp {

namespace {

// Each of them, since asking notes the answer.
bool look_at(std::vector<watched_file>& files) {
  bool has_changed = false;
  for (auto& file : files) has_changed |= file.look();
  return has_changed;
}

}  // namespace

live_book::live_book(const tickler::policy& p, const book_options& files) : policy_(p), options_(files) {
  for (const auto& name : files.touchpoints) touchpoints_.emplace_back(name);
  for (const auto& name : {files.snapshot, files.prospects})
    if (!name.empty()) others_.emplace_back(name);
  for (const auto& name : files.maps) others_.emplace_back(name);
}

void live_book::refresh(instant now) {
  const bool have_others_changed = look_at(others_), have_touchpoints_changed = look_at(touchpoints_);
  const bool is_first_time = files_ == nullptr && problem_.empty();
  if (!have_others_changed && !have_touchpoints_changed && !is_first_time) return;
  if (have_others_changed || files_ == nullptr || !take_in_added()) read_all(now);
  newest_ = files_ == nullptr ? std::nullopt : files_->all().newest();
}

// False leaves a book that lacks something, and is to be read anew.
bool live_book::take_in_added() try {
  for (auto& file : touchpoints_) {
    if (!file.has_changed()) continue;
    if (format_of(file.name()) != record_format::json_lines) return false;
    const auto lines = file.added();
    if (!lines || !files_->take_in(file.name(), *lines)) return false;
  }
  return true;
} catch (const std::exception&) {
  return false;
}

// What is asked for first otherwise takes its time: who is who, and who has something in common with whom.
void live_book::read_all(instant now) {
  files_.reset(), newest_.reset();
  problem_ = "the records could not be read";
  bad_records_ = 0;
  options_.as_of = now;
  report bad;
  try {
    auto read = std::make_unique<book_files>(policy_, options_, bad);
    for (std::size_t i = 0; i < touchpoints_.size(); ++i) touchpoints_[i].has_been_read(read->touchpoint_bytes().at(i));
    static_cast<void>(read->all().find("x")), find_unshared(policy_, read->all());
    files_ = std::move(read);
    problem_.clear();
  } catch (const std::runtime_error& e) {
    problem_ = e.what();
  }
  bad_records_ = bad.errors();
}

std::optional<instant> live_book::as_of(instant now) const {
  return !newest_ || *newest_ <= now ? newest_ : files_->all().newest(now);
}

}  // namespace tickler::cli::mcp
