// Makes records of prospects of their fields.
#pragma once

#include <functional>
#include <tickler/io/records.hpp>

#include "records/fact_value.hpp"
#include "records/prospect_record.hpp"
#include "records/record_builder.hpp"

namespace tickler::inline TICKLER_ABI {

extern const record_schema prospect_schema;

class prospect_builder final : public record_builder {
 public:
  using receiver = std::function<void(const prospect_record&, source_position)>;
  using refusal_receiver = std::function<void(std::string_view id, const diagnostic& why)>;  // may be empty

  prospect_builder(const record_options& options, const receiver& each, const refusal_receiver& refused = no_receiver)
      : options_(options), each_(each), refused_(refused), declared_(declared_facts(options.facts)), fields_(options) {}

  const record_schema& schema() const noexcept override;
  void clear() override { record_.clear(); }
  void set(std::size_t field, const record_value& value) override { fields_.set(record_, field, value); }
  void set_member(std::size_t group, std::string_view name, const record_value& value) override;
  void hand_over(source_position at) override;
  void refuse(std::size_t field, const diagnostic& why) override;

  const prospect_record& record() const noexcept { return record_; }  // as far as it has been set

 private:
  const record_options& options_;
  static const refusal_receiver no_receiver;

  const receiver& each_;
  const refusal_receiver& refused_;
  fact_types declared_;
  prospect_fields fields_;
  prospect_record record_{};
};

}  // namespace tickler::inline TICKLER_ABI
