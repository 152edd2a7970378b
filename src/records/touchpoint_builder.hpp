// Makes touchpoints of their fields.
#pragma once

#include <functional>
#include <string_view>
#include <tickler/io/records.hpp>

#include "records/record_builder.hpp"
#include "records/touchpoint_record.hpp"

namespace tickler::inline TICKLER_ABI {

extern const record_schema touchpoint_schema;
extern const record_schema case_touchpoint_schema;  // of a prospect that is known without it

class touchpoint_builder final : public record_builder {
 public:
  using receiver = std::function<void(const touchpoint_record&, const touch_words&, source_position)>;

  // One that cannot be handed over. Texts are empty where they cannot be read.
  struct refusal {
    std::string_view prospect{}, id{};
    const record_line* line = nullptr;
    std::size_t field = record_schema::no_field;  // whose value is wrong
    const diagnostic& why;
  };
  using refusal_receiver = std::function<void(const refusal&)>;

  touchpoint_builder(const record_options& options, vocabulary words, const receiver& each, refusal_receiver refused,
                     const record_schema& schema = touchpoint_schema)
      : options_(options), schema_(schema), words_(std::move(words)), each_(each), refused_(std::move(refused)) {}

  const record_schema& schema() const noexcept override { return schema_; }
  void clear() override {
    record_ = {};
    record_.line = line_;
  }
  void set(std::size_t field, const record_value& value) override;
  void set_member(std::size_t, std::string_view, const record_value&) override {}
  void hand_over(source_position at) override;
  void refuse(std::size_t field, const diagnostic& why) override;

  std::size_t respelt() const noexcept { return respelt_; }  // words of records that were handed over

 private:
  template <vocabulary_word Word>
  void read_word(std::string_view what, std::string_view& word);

  const record_options& options_;
  const record_schema& schema_;
  vocabulary words_;
  const receiver& each_;
  refusal_receiver refused_;  // may be empty
  touchpoint_record record_{};
  std::size_t respelt_ = 0;
};

// Whether the reader was told to overlook it.
bool is_forgiven(const touchpoint_builder::refusal& what, const record_options& options);

}  // namespace tickler::inline TICKLER_ABI
