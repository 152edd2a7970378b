// Makes touchpoints of their fields.
#pragma once

#include <functional>
#include <string_view>
#include <tickler/io/records.hpp>
#include <tickler/touchpoint.hpp>

#include "records/record_builder.hpp"

namespace tickler {

class touchpoint_builder final : public record_builder {
 public:
  using receiver = std::function<void(std::string_view prospect_id, touchpoint&&, mark)>;

  touchpoint_builder(const record_options& options, vocabulary words, const receiver& each);

  const record_shape& shape() const noexcept override;
  void clear() override;
  void set(std::size_t field, const record_value& value) override;
  void set_member(std::size_t, std::string_view, const record_value&) override {}
  void hand_over(mark place) override;

 private:
  void set_steps(const record_value& value);

  const record_options& options_;
  vocabulary words_;
  const receiver& each_;
  std::string_view prospect_;
  std::string_view channel_word_, purpose_word_, outcome_word_;  // interned once the record is known to be good
  touchpoint touch_;
};

}  // namespace tickler
