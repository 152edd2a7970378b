#include "engine/joint_histories.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "base/address.hpp"
#include "model/colleague.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Of one second: others' opt-ins, her own, others' opt-outs and bounces, colleagues'. So where two that are told at once
// contradict each other, the channel is closed.
enum rank : std::uint8_t { opt_in, own, opt_out, colleague };

bool is_wish(const touch_words& words) noexcept {
  return words.with == party::prospect &&
         (words.outcome == outcome::opted_out || words.outcome == outcome::opted_in || words.outcome == outcome::bounced);
}

bool asks_for_colleagues(const compiled_policy& p, const book::impl& all) {
  if (!p.rows->asks_about(party::colleague)) return false;
  const auto& attributes = all.prospects.attributes();
  for (std::size_t i = 0; i < attributes.size(); ++i)
    if (attributes[i].has_account) return true;
  return false;
}

// What was refused may have been a wish.
bool has_wishes(const book::impl& all) {
  if (all.records_are_separate) return false;
  if (!all.refused.empty()) return true;
  for (std::uint32_t code = 0; code < all.codes.size(); ++code)
    if (is_wish(all.words.words_of(all.codes[code].words))) return true;
  return false;
}

const shared_texts* accounts_of(const compiled_policy& p, const book::impl& all) {
  return asks_for_colleagues(p, all) ? &all.peers.accounts(all.prospects) : nullptr;
}
const shared_texts* addresses_of(const book::impl& all) { return has_wishes(all) ? &all.peers.addresses(all.prospects) : nullptr; }

// Of declared channels, by index, their bits in masks of channels.
bit_mask channel_bits_of(const compiled_policy& p, bit_mask declared) {
  bit_mask bits = 0;
  for_each_bit(declared, [&](std::size_t i) { bits |= bit(static_cast<std::size_t>(p.channel_numbers[i])); });
  return bits;
}

instant at_second(std::uint32_t seconds) noexcept { return instant{std::chrono::seconds{seconds}}; }

}  // namespace

joint_histories::joint_histories(const compiled_policy& p, const book::impl& all)
    : p_(p), all_(all), accounts_(accounts_of(p, all)), addresses_(addresses_of(all)) {
  for (std::uint32_t code = 0; code < all.codes.size(); ++code) codes_.push_back(all.codes[code]);
  if (accounts_ != nullptr) make_codes();
  if (addresses_ != nullptr) make_wishes();
  if (all.refused.empty()) return;
  if (accounts_ != nullptr) note_incomplete(*accounts_, incomplete_accounts_);
  if (addresses_ != nullptr) note_incomplete(*addresses_, incomplete_addresses_);
}

std::uint32_t joint_histories::code_for(const touch_words& words, details_kind details) {
  auto known = p_.words;
  codes_.push_back({known.classify(words), details});
  return static_cast<std::uint32_t>(codes_.size() - 1);
}

// What does nothing whatever is said of it is left out: mostly nearly all.
void joint_histories::make_codes() {
  for (std::uint32_t code = 0; code < all_.codes.size(); ++code) {
    as_colleagues_.push_back(no_code);
    const auto& [kind, details] = all_.codes[code];
    const auto words = as_colleague(p_.words.words_of(kind));
    if (!words) continue;
    const auto made = code_for(*words, details);
    const auto& row = (*p_.rows)[codes_[made].words];
    if (row.flags.inert && !row.promised.any() && row.promised_conditionally.empty())
      codes_.pop_back();
    else
      as_colleagues_.back() = made;
  }
}

void joint_histories::make_wishes() {
  for (const auto& kind : addresses_->kinds()) {
    const auto known =
        std::find_if(p_.contact_kinds.begin(), p_.contact_kinds.end(), [&](const auto& k) { return k.name == kind; });
    channels_of_kinds_.push_back(known == p_.contact_kinds.end() ? 0 : channel_bits_of(p_, known->channels));
  }
  for (std::uint32_t code = 0; code < all_.codes.size(); ++code) {
    auto& made = wishes_.emplace_back();
    const auto& [kind, details] = all_.codes[code];
    auto words = p_.words.words_of(kind);
    if (!is_wish(words)) continue;
    made.channels = (*p_.rows)[kind].contact_channels;
    made.opens = words.outcome == outcome::opted_in;
    if (made.channels != ~bit_mask{0}) continue;
    made.of_channels_at = static_cast<std::uint32_t>(codes_of_channels_.size());
    for (std::size_t i = 0; i < p_.channel_numbers.size(); ++i) {
      words.channel = p_.words.find<channel>(*p_.draft.channels[i].name).value();
      codes_of_channels_.emplace_back(bit(static_cast<std::size_t>(p_.channel_numbers[i])), code_for(words, details));
    }
  }
}

void joint_histories::note_incomplete(const shared_texts& texts, std::map<std::size_t, prospect_number>& incomplete) const {
  for (const auto& [number, _] : all_.refused.all())
    texts.each_group(number, [&, who = number](std::size_t group) {
      if (texts.is_shared(group)) incomplete.emplace(group, who);
    });
}

std::optional<prospect_number> joint_histories::incomplete_other(prospect_number number) const {
  std::optional<prospect_number> found;
  const auto look = [&](const shared_texts* texts, const auto& incomplete) {
    if (incomplete.empty() || found) return;
    texts->each_group(number, [&](std::size_t group) {
      if (const auto known = incomplete.find(group); known != incomplete.end() && !found) found = known->second;
    });
  };
  look(addresses_, incomplete_addresses_), look(accounts_, incomplete_accounts_);
  return found;
}

void joint_histories::add(joint_log::touches& to, const joint_log::touch& t, const details_view& x) const {
  to.list.push_back(t);
  if (!codes_[t.code].has_details()) return;
  varint_buffer packed;
  pack(packed, x);
  to.list.back().details_begin = static_cast<std::uint32_t>(to.details.size());
  to.list.back().details_size = static_cast<std::uint32_t>(packed.bytes().size());
  to.details += packed.bytes();
}

void joint_histories::find_sharers(prospect_number number, joint_log& into) const {
  addresses_->each_group(number, [&](std::size_t group) {
    if (!addresses_->is_shared(group)) return;
    bit_mask hers = 0;
    for (const auto& [who, kind] : addresses_->holders(group))
      if (who == number) hers |= channels_of_kinds_[kind];
    for (const auto& [who, kind] : addresses_->holders(group))
      if (who != number) into.sharers.push_back({who, hers & channels_of_kinds_[kind]});
  });
  auto& all = into.sharers;
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.who < b.who; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (kept != 0 && all[kept - 1].who == all[i].who)
      all[kept - 1].channels |= all[i].channels;
    else
      all[kept++] = all[i];
  all.resize(kept);
}

std::vector<std::string> joint_histories::emails_of(prospect_number number) const {
  std::vector<std::string> found;
  auto own = all_.prospects[number];
  for (std::size_t i = 0; i < own.shared().contacts.size(); ++i)
    if (const auto value = own.next_contact(); is_email(value)) found.push_back(in_lower_case(value));
  return found;
}

// Both have e-mail addresses, and none in common: what they share is a family's or an office's telephone.
bool joint_histories::are_two_people(prospect_number one, prospect_number other) const {
  const auto hers = emails_of(one), theirs = emails_of(other);
  return !hers.empty() && !theirs.empty() &&
         std::find_first_of(hers.begin(), hers.end(), theirs.begin(), theirs.end()) == hers.end();
}

// An opt-out of everything counts whole, whichever address it was that they share, unless they are two people; else what is about
// everything counts on the channels for which they share one.
void joint_histories::add_wishes(prospect_number number, joint_log& into) const {
  find_sharers(number, into);
  for (const auto& [other, channels] : into.sharers)
    each_wish(other, [&, who = other, shared = channels](std::uint32_t at, std::uint32_t code, const details_view& x) {
      const auto& wish = wishes_[code];
      const auto tell = [&](std::uint32_t as) { add(into.wishes, {at, as, who, wish.opens ? rank::opt_in : rank::opt_out}, x); };
      if (wish.of_channels_at != no_code && (wish.opens || are_two_people(number, who))) {
        for (std::size_t i = 0; i < p_.channel_numbers.size(); ++i)
          if (const auto& [of, as] = codes_of_channels_[wish.of_channels_at + i]; (of & shared) != 0) tell(as);
      } else if (wish.of_channels_at != no_code || (wish.channels & shared) != 0) {
        tell(code);
      }
    });
  if (!into.wishes.list.empty()) drop_told(number, into.wishes);
}

template <class Each>
void joint_histories::each_wish(prospect_number number, Each&& each) const {
  const auto touches = all_.touches[number];
  details_reader details(all_.details[number]);
  for (std::size_t i = 0; i < touches.size; ++i) {
    const auto code = touches.code(i);
    auto x = codes_[code].has_details() ? details.next() : details_view();
    if (wishes_[code].channels == 0) continue;
    x.steps.clear();
    each(touches.at[i], code, x);
  }
}

// Of wishes of one second, words and address one is enough: her own, or the first of another's.
void joint_histories::drop_told(prospect_number number, joint_log::touches& wishes) const {
  std::set<std::tuple<std::uint32_t, touch_kind, std::string>> told;
  each_wish(number,
            [&](std::uint32_t at, std::uint32_t code, const details_view& x) { told.emplace(at, codes_[code].words, x.address); });
  std::erase_if(wishes.list, [&](const joint_log::touch& t) {
    const auto its = std::string_view(wishes.details).substr(t.details_begin, t.details_size);
    return !told.emplace(t.at, codes_[t.code].words, its.empty() ? std::string_view() : details_reader(its).next().address).second;
  });
  std::stable_sort(wishes.list.begin(), wishes.list.end(),
                   [](const auto& a, const auto& b) { return std::pair(a.at, a.rank) < std::pair(b.at, b.rank); });
}

std::shared_ptr<const joint_log::touches> joint_histories::make_account_log(std::size_t group) const {
  auto made = std::make_shared<joint_log::touches>();
  for (const auto& [who, _] : accounts_->holders(group)) {
    const auto touches = all_.touches[who];
    details_reader details(all_.details[who]);
    for (std::size_t i = 0; i < touches.size; ++i) {
      const auto code = touches.code(i);
      auto x = codes_[code].has_details() ? details.next() : details_view();
      const auto as = as_colleagues_[code];
      if (as == no_code) continue;
      x.steps.clear();
      add(*made, {touches.at[i], as, who, rank::colleague}, x);
    }
  }
  std::stable_sort(made->list.begin(), made->list.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return made;
}

// Kept as long as they are not too many: an account's members mostly lie side by side.
std::shared_ptr<const joint_log::touches> joint_histories::account_log(prospect_number number) const {
  std::optional<std::size_t> its;
  accounts_->each_group(number, [&](std::size_t group) {
    if (accounts_->is_shared(group)) its = group;
  });
  if (!its) return nullptr;
  const std::lock_guard lock(keeping_);
  if (const auto known = account_logs_.find(*its); known != account_logs_.end()) return known->second;
  auto made = make_account_log(*its);
  if (kept_ += made->list.size(); kept_ > most_kept) account_logs_.clear(), kept_ = made->list.size();
  return account_logs_[*its] = std::move(made);
}

namespace {

// Puts three orders into one.
class joint_writer {
 public:
  joint_writer(std::span<const touch_dictionary::entry> codes, prospect_number number, const vocabulary& words, joint_log& into)
      : codes_(codes), number_(number), words_(words), into_(into) {}

  void add_own(std::uint32_t at, std::uint32_t code, std::string_view details) {
    put(at, code, number_, details);
    if (words_.words_of(codes_[code].words).with == party::colleague) may_repeat_.push_back(into_.size() - 1);
  }

  void add(const joint_log::touch& t, std::string_view pool) {
    if (t.rank == rank::colleague && is_repeated(t)) return;
    put(t.at, t.code, t.from, pool.substr(t.details_begin, t.details_size));
  }

 private:
  void put(std::uint32_t at, std::uint32_t code, prospect_number from, std::string_view details) {
    into_.at.push_back(at), into_.codes.push_back(code), into_.from.push_back(from);
    if (codes_[code].has_details()) into_.details += details;
  }

  // One of hers stands for one of theirs.
  bool is_repeated(const joint_log::touch& t) {
    if (may_repeat_.empty()) return false;
    std::erase_if(may_repeat_, [&](std::size_t i) { return into_.at[i] != t.at; });
    const auto same = std::find_if(may_repeat_.begin(), may_repeat_.end(),
                                   [&](std::size_t i) { return codes_[into_.codes[i]].words == codes_[t.code].words; });
    if (same == may_repeat_.end()) return false;
    may_repeat_.erase(same);
    return true;
  }

  std::span<const touch_dictionary::entry> codes_;
  prospect_number number_;
  const vocabulary& words_;
  joint_log& into_;
  std::vector<std::size_t> may_repeat_{};  // her own with a colleague, of the last second
};

}  // namespace

void joint_histories::read(prospect_number number, joint_log& into) const {
  into.clear();
  if (addresses_ != nullptr && addresses_->concerns(number)) add_wishes(number, into);
  const auto account = accounts_ != nullptr ? account_log(number) : nullptr;
  const auto touches = all_.touches[number];
  details_reader details(all_.details[number]);
  joint_writer out(codes_, number, p_.words, into);
  const auto& wishes = into.wishes.list;
  constexpr auto never = std::pair(~std::uint32_t{0}, std::uint8_t{0xff});
  const auto colleagues = account ? std::span(account->list) : std::span<const joint_log::touch>();
  into.reserve(touches.size + wishes.size() + colleagues.size());
  for (std::size_t i = 0, w = 0, a = 0;;) {
    const auto its = i < touches.size ? std::pair(touches.at[i], std::uint8_t{rank::own}) : never;
    const auto wish = w < wishes.size() ? std::pair(wishes[w].at, wishes[w].rank) : never;
    const auto next = std::min(its, wish);
    for (; a < colleagues.size() && colleagues[a].at < next.first; ++a)  // theirs are the last of a second
      if (colleagues[a].from != number) out.add(colleagues[a], account->details);
    if (next == never) return;
    if (next == its) {
      const auto code = touches.code(i++);
      const auto from = details.position();
      if (codes_[code].has_details()) details.next();
      out.add_own(its.first, code, {from, static_cast<std::size_t>(details.position() - from)});
    } else {
      out.add(wishes[w++], into.wishes.details);
    }
  }
}

void joint_histories::read(prospect_number number, history& into, std::vector<shared_touchpoint>& of_others) const {
  of_others.clear();
  if (!concern(number)) return all_.read_history(number, into);
  joint_log log;
  read(number, log);
  into.clear();
  details_reader details(log.details);
  for (std::size_t i = 0; i < log.size(); ++i) {
    const auto& code = codes_[log.codes[i]];
    const auto x = code.has_details() ? details.next() : details_view();
    const auto& words = p_.words.words_of(code.words);
    into.add(touchpoint_of(at_second(log.at[i]), words, x));
    if (log.from[i] == number) continue;
    of_others.push_back({.touchpoint = static_cast<std::uint32_t>(i),
                         .from = std::string(all_.prospects.id(log.from[i])),
                         .is_wish = words.with == party::prospect});
  }
}

unshared_texts joint_histories::unshared() const {
  unshared_texts found;
  const auto add_all = [&](const shared_texts* texts, std::vector<unshared_text>& to) {
    for (std::size_t g = 0; texts != nullptr && g < texts->groups(); ++g)
      if (!texts->is_shared(g)) to.push_back({texts->text(all_.prospects, g), texts->prospects(g)});
    std::sort(to.begin(), to.end(),
              [](const auto& a, const auto& b) { return std::tie(b.prospects, a.text) < std::tie(a.prospects, b.text); });
  };
  add_all(accounts_, found.accounts), add_all(addresses_, found.addresses);
  return found;
}

std::vector<prospect_number> concerned_with(const compiled_policy& p, const book::impl& all, prospect_number number) {
  std::vector<prospect_number> found{number};
  for (const auto* texts : {accounts_of(p, all), addresses_of(all)})
    if (texts != nullptr)
      texts->each_group(number, [&](std::size_t group) {
        if (!texts->was_shared(group)) return;
        for (const auto& each : texts->holders(group)) found.push_back(each.who);
      });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace tickler::inline TICKLER_ABI
