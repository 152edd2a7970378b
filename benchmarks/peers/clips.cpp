// usage: tickler_clips_peer RULES DATA PROSPECTS ROUNDS
// Workload W by CLIPS. Prints its version and each round's seconds, and leaves what it found in DATA/clips.csv.
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

extern "C" {
#include <clips/clips.h>
}

namespace {

struct touch {
  long long at;
  std::string channel, direction, purpose, outcome;
};

struct prospect {
  long long now, offset;
  bool open;
  std::vector<touch> log;
};

struct offer {
  std::size_t prospect;
  std::string step;
  long long due;
  bool ready;
};

std::ifstream open(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  return in;
}

std::vector<prospect> read_prospects(const std::string& data, std::size_t count) {
  auto in = open(data + "/facts.jsonl");
  std::vector<prospect> book;
  for (std::string line; book.size() < count && std::getline(in, line);) {
    prospect p{};
    if (std::sscanf(line.c_str(), R"({"id":%*d,"now":%lld,"utc_offset":%lld)", &p.now, &p.offset) != 2) {
      throw std::runtime_error("cannot read facts: " + line);
    }
    p.open = line.find(R"("office_open":true)") != std::string::npos;
    book.push_back(p);
  }
  return book;
}

void read_touchpoints(const std::string& data, std::vector<prospect>& book) {
  auto in = open(data + "/touchpoints.csv");
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string who, at;
    touch t{};
    std::getline(std::getline(fields, who, ','), at, ',');
    for (auto* word : {&t.channel, &t.direction, &t.purpose, &t.outcome}) {
      std::getline(fields, *word, ',');
      if (word->empty()) *word = "none";
    }
    t.at = std::stoll(at);
    if (std::stoull(who) >= book.size()) return;
    book[std::stoull(who)].log.push_back(t);
  }
}

class engine {
 public:
  explicit engine(const std::string& rules) : env_(CreateEnvironment()) {
    EnvDefineFunction2WithContext(env_, "offer", 'v', PTIEF take_offer, "take_offer", "33", this);
    if (EnvLoad(env_, rules.c_str()) != 1) throw std::runtime_error("cannot load " + rules);
    touch_ = EnvFindDeftemplate(env_, "touch");
    decide_ = EnvFindDeftemplate(env_, "decide");
  }
  engine(const engine&) = delete;
  engine& operator=(const engine&) = delete;
  ~engine() { DestroyEnvironment(env_); }

  void decide(const std::vector<prospect>& book) {
    offers_.clear();
    for (asked_ = 0; asked_ < book.size(); ++asked_) decide_one(book[asked_]);
  }

  const std::vector<offer>& offers() const { return offers_; }

 private:
  void decide_one(const prospect& p) {
    EnvReset(env_);
    set_global("now", number(p.now));
    set_global("offset", number(p.offset));
    set_global("open", word(p.open ? "TRUE" : "FALSE"));
    for (const auto& t : p.log) {
      auto* const fact = EnvCreateFact(env_, touch_);
      put(fact, "at", number(t.at));
      put(fact, "channel", word(t.channel.c_str()));
      put(fact, "direction", word(t.direction.c_str()));
      put(fact, "purpose", word(t.purpose.c_str()));
      put(fact, "outcome", word(t.outcome.c_str()));
      auto* const asserted = EnvAssert(env_, fact);
      EnvRun(env_, -1);
      EnvRetract(env_, asserted);
    }
    EnvAssert(env_, EnvCreateFact(env_, decide_));
    EnvRun(env_, -1);
  }

  DATA_OBJECT number(long long value) {
    DATA_OBJECT d{};
    d.type = INTEGER;
    d.value = EnvAddLong(env_, value);
    return d;
  }

  DATA_OBJECT word(const char* text) {
    DATA_OBJECT d{};
    d.type = SYMBOL;
    d.value = EnvAddSymbol(env_, text);
    return d;
  }

  void set_global(const char* name, DATA_OBJECT value) { EnvSetDefglobalValue(env_, name, &value); }
  void put(struct fact* f, const char* slot, DATA_OBJECT value) { EnvPutFactSlot(env_, f, slot, &value); }

  static void take_offer(void* env) {
    auto& self = *static_cast<engine*>(GetEnvironmentFunctionContext(env));
    self.offers_.push_back(
        {self.asked_, EnvRtnLexeme(env, 1), EnvRtnLong(env, 2), std::string_view(EnvRtnLexeme(env, 3)) == "TRUE"});
  }

  void* env_;
  void* touch_;
  void* decide_;
  std::size_t asked_ = 0;
  std::vector<offer> offers_{};
};

double seconds_of(engine& rules, const std::vector<prospect>& book) {
  const auto begin = std::chrono::steady_clock::now();
  rules.decide(book);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 5) {
    std::cerr << "usage: tickler_clips_peer RULES DATA PROSPECTS ROUNDS\n";
    return 2;
  }
  const std::string data = argv[2];
  auto book = read_prospects(data, std::stoul(argv[3]));
  read_touchpoints(data, book);
  engine rules(argv[1]);
  rules.decide(book);
  std::ofstream out(data + "/clips.csv");
  for (const auto& o : rules.offers()) out << o.prospect << ',' << o.step << ',' << o.due << ',' << (o.ready ? 1 : 0) << '\n';
  std::cout << VERSION_STRING << '\n';
  for (int round = 0; round < std::stoi(argv[4]); ++round) std::cout << seconds_of(rules, book) << '\n';
} catch (const std::exception& e) {
  std::cerr << "tickler_clips_peer: " << e.what() << '\n';
  return 1;
}
