// Makes prospects of their fields.
#pragma once

#include <functional>
#include <string>
#include <tickler/io/records.hpp>
#include <tickler/prospect.hpp>
#include <unordered_map>

#include "records/fact_value.hpp"
#include "records/record_builder.hpp"

namespace tickler {

class prospect_builder final : public record_builder {
 public:
  using receiver = std::function<void(prospect&&, mark)>;

  prospect_builder(const record_options& options, const receiver& each);

  const record_shape& shape() const noexcept override;
  void clear() override { who_ = {}; }
  void set(std::size_t field, const record_value& value) override;
  void set_member(std::size_t group, std::string_view name, const record_value& value) override;
  void hand_over(mark at) override { each_(std::move(who_), at); }

 private:
  std::string zone_name(std::string_view field, const record_value& value);

  const record_options& options_;
  const receiver& each_;
  fact_types declared_;
  std::unordered_map<std::string, std::string> zones_;  // name -> what is wrong with it; empty: nothing
  prospect who_;
};

}  // namespace tickler
