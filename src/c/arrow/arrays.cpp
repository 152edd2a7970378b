#include "c/arrow/arrays.hpp"

#include <algorithm>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

namespace tickler::c::arrow {

namespace {

// Of whatever has Parts behind it: what below it nobody has taken, and itself.
template <class Parts, class Struct>
void release(Struct* s) {
  const std::unique_ptr<Parts> parts(static_cast<Parts*>(s->private_data));
  for (auto& child : parts->children)
    if (child.release) child.release(&child);
  if (parts->dictionary.release) parts->dictionary.release(&parts->dictionary);
  s->release = nullptr;
}

// What a schema or an array of ours points to.
struct schema_parts {
  std::string format, name;
  std::vector<ArrowSchema> children{};
  std::vector<ArrowSchema*> pointers{};
  ArrowSchema dictionary{};
};

struct array_parts {
  std::vector<buffer> kept{};
  std::vector<const void*> buffers{};
  std::vector<ArrowArray> children{};
  std::vector<ArrowArray*> pointers{};
  ArrowArray dictionary{};
};

// Takes the children over; nothing of it throws once the first is taken.
template <class Parts, class Struct>
void adopt(Parts& parts, std::vector<unique<Struct>>& children) {
  parts.children.resize(children.size());
  for (auto& child : parts.children) parts.pointers.push_back(&child);
  for (std::size_t i = 0; i < children.size(); ++i) parts.children[i] = children[i].given_away();
}

std::int32_t checked_offset(std::size_t n) {
  if (!std::in_range<std::int32_t>(n)) throw misuse(misuse_number::too_many, "a batch of more than 2 GiB of texts or elements");
  return static_cast<std::int32_t>(n);
}

}  // namespace

schema schema_of(const type& t) {
  std::vector<schema> members;
  for (const auto& member : t.members) members.push_back(schema_of(member));
  schema choices;
  if (t.is_coded) choices = schema_of({t.format, ""});
  auto parts = std::make_unique<schema_parts>(schema_parts{t.is_coded ? "i" : t.format, t.name});
  adopt(*parts, members);
  if (t.is_coded) parts->dictionary = choices.given_away();
  ArrowSchema made{};
  made.format = parts->format.c_str(), made.name = parts->name.c_str();
  made.flags = t.is_nullable ? ARROW_FLAG_NULLABLE : 0;
  made.n_children = static_cast<std::int64_t>(parts->children.size()), made.children = parts->pointers.data();
  made.dictionary = t.is_coded ? &parts->dictionary : nullptr;
  made.release = release<schema_parts, ArrowSchema>, made.private_data = parts.release();
  return schema(made);
}

array array_of(std::size_t length, std::size_t nulls, std::vector<buffer> buffers, std::vector<array> children, array dictionary) {
  auto parts = std::make_unique<array_parts>();
  parts->kept = std::move(buffers);
  for (const auto& each : parts->kept) parts->buffers.push_back(each.data);
  adopt(*parts, children);
  const auto is_coded = dictionary.get()->release != nullptr;
  parts->dictionary = dictionary.given_away();
  ArrowArray made{};
  made.length = static_cast<std::int64_t>(length), made.null_count = static_cast<std::int64_t>(nulls);
  made.n_buffers = static_cast<std::int64_t>(parts->buffers.size()), made.buffers = parts->buffers.data();
  made.n_children = static_cast<std::int64_t>(parts->children.size()), made.children = parts->pointers.data();
  made.dictionary = is_coded ? &parts->dictionary : nullptr;
  made.release = release<array_parts, ArrowArray>, made.private_data = parts.release();
  return array(made);
}

void texts::add(std::string_view text) {
  if (!text.data()) nulls_.push_back(offsets_.size() - 1);
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  offsets_.push_back(checked_offset(bytes_.size()));
}

array texts::take() {
  const auto size = offsets_.size() - 1;
  auto next = nulls_.begin();
  auto valid = validity_of(size, [&](std::size_t i) { return next != nulls_.end() && *next == i && (++next, true); });
  nulls_.clear();
  return array_of(size, valid.nulls,
                  {std::move(valid.bits), buffer_of(std::exchange(offsets_, {0})), buffer_of(std::exchange(bytes_, {}))});
}

void lists::end(std::size_t elements) { offsets_.push_back(checked_offset(elements)); }

array lists::take(array elements) {
  const auto size = offsets_.size() - 1;
  std::vector<array> children;
  children.push_back(std::move(elements));
  return array_of(size, 0, {buffer{}, buffer_of(std::exchange(offsets_, {0}))}, std::move(children));
}

array struct_of(std::size_t length, std::vector<array> members) { return array_of(length, 0, {buffer{}}, std::move(members)); }

std::int32_t dictionary::code(std::string_view lasting) {
  if (lasting.empty()) return codes::null;
  const auto same = std::find(texts_.begin(), texts_.end(), lasting);
  const auto code = static_cast<std::int32_t>(same - texts_.begin());
  if (same == texts_.end()) texts_.push_back(lasting);
  return code;
}

array dictionary::take() const {
  texts all;
  for (const auto text : texts_) all.add(text);
  return all.take();
}

}  // namespace tickler::c::arrow
