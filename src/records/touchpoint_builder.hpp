// Makes touchpoints of their fields.
#pragma once

#include <functional>
#include <string_view>
#include <tickler/io/records.hpp>

#include "records/record_builder.hpp"
#include "records/touchpoint_record.hpp"

namespace tickler::inline TICKLER_ABI {

class touchpoint_builder final : public record_builder {
 public:
  using receiver = std::function<void(std::string_view prospect_id, touchpoint&&, source_position)>;

  touchpoint_builder(const record_options& options, vocabulary words, const receiver& each)
      : options_(options), words_(std::move(words)), each_(each) {}

  const record_schema& schema() const noexcept override;
  void clear() override { record_ = {}; }
  void set(std::size_t field, const record_value& value) override;
  void set_member(std::size_t, std::string_view, const record_value&) override {}
  void hand_over(source_position at) override;

  std::size_t respelt() const noexcept { return respelt_; }  // words of records that were handed over

 private:
  template <vocabulary_word Word>
  void read_word(std::string_view what, std::string_view& word);

  const record_options& options_;
  vocabulary words_;
  const receiver& each_;
  touchpoint_record record_{};
  std::size_t respelt_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
