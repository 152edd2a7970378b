# frozen_string_literal: true

# Tickler for Ruby: who to follow up with next, how, and when, as a policy says. Over libtickler-c (tickler/tickler.h).
#
#   policy = Tickler::Policy.load(File.read("follow-up.yaml"), "follow-up.yaml")
#   policy.decide({prospect: {id: "ada"}, touchpoints: []}, Time.now)["actions"]
#
# What is given as a Hash is answered as one; what is given as a String of JSON, as a String. A policy may be used by any number of
# threads at a time; they decide side by side, since Ruby's lock is not held meanwhile.
require "ffi"
require "json"

module Tickler
  # What is wrong with a policy, a record or a call: `number` is 101 of T101, `said` all of it in one line.
  Problem = Struct.new(:number, :severity, :line, :column, :file, :path, :message, :said, keyword_init: true) do
    alias_method :to_s, :said
    def error? = severity == :error
    def warning? = severity == :warning
  end

  # All of them know their `problems`. When there is no memory, NoMemoryError is raised, which is Ruby's own.
  class Error < StandardError
    attr_reader :problems

    def initialize(message = nil, problems: [])
      @problems = problems
      super(message || problems.join("\n"))
    end
  end

  class PolicyError < Error; end # a policy that cannot be used
  class Refused < Error; end     # a question that cannot be answered: a touch, a script, a case
  class Misuse < Error; end      # a call that cannot be meant: the bug is in the program that calls
  class Fault < Error; end       # a bug of ours

  # tickler.h as it is. Nobody else needs it.
  module C
    extend FFI::Library
    ABI = 1
    NONE = -2**63
    OK, REFUSED, MISUSE, NO_MEMORY = 0, 1, 2, 3

    beside = File.join(__dir__, "tickler", "libtickler-c.so.0")
    ffi_lib ENV["TICKLER_C_LIBRARY"] || (File.exist?(beside) ? beside : "libtickler-c.so.0")

    class Text < FFI::Struct
      layout :data, :pointer, :size, :size_t

      def self.of(string)
        new.tap do |text|
          bytes = FFI::MemoryPointer.new(:char, [string.bytesize, 1].max, false)
          bytes.put_bytes(0, string)
          text[:data], text[:size] = bytes, string.bytesize
        end
      end

      def to_s = self[:data].null? ? "" : self[:data].read_bytes(self[:size]).force_encoding(Encoding::UTF_8)
    end

    class ProblemStruct < FFI::Struct
      layout :number, :int32, :severity, :int32, :line, :uint32, :column, :uint32,
             :file, Text, :path, Text, :message, Text, :said, Text
    end

    # Frees what it holds when nobody holds it.
    class PolicyHandle < FFI::AutoPointer
      def self.release(pointer) = C.tickler_policy_free(pointer)
    end

    class Worker < FFI::AutoPointer
      def self.release(pointer) = C.tickler_worker_free(pointer)
    end

    text = Text.by_value
    attach_function :tickler_abi, [], :uint32
    attach_function :tickler_oldest_abi, [], :uint32
    attach_function :tickler_version, [], :string
    attach_function :tickler_zone_data, [:pointer], :int32
    attach_function :tickler_problems_size, [:pointer], :size_t
    attach_function :tickler_problems_get, [:pointer, :size_t, :pointer, :size_t], :int32
    attach_function :tickler_problems_free, [:pointer], :void
    attach_function :tickler_prepare, [:pointer, :size_t, :pointer], :int32
    attach_function :tickler_policy_load, [text, text, :pointer, :pointer], :int32, blocking: true
    attach_function :tickler_policy_free, [:pointer], :void
    attach_function :tickler_policy_name, [:pointer], text
    attach_function :tickler_policy_fingerprint, [:pointer], :uint64
    attach_function :tickler_worker_new, [:pointer, :uint32, :pointer], :int32
    attach_function :tickler_worker_free, [:pointer], :void
    attach_function :tickler_worker_problems, [:pointer], :pointer
    attach_function :tickler_decide_json, [:pointer, text, :int64, :pointer], :int32, blocking: true
    attach_function :tickler_decide_lines, [:pointer, text, :int64, :pointer], :int32, blocking: true
    attach_function :tickler_may_json, [:pointer, text, text, :int64, :pointer], :int32, blocking: true
    attach_function :tickler_explain_json, [:pointer, text, :int64, :uint32, :pointer], :int32, blocking: true
    attach_function :tickler_preview_json, [:pointer, text, text, :int64, :int64, :uint32, :pointer], :int32, blocking: true

    unless ABI.between?(tickler_oldest_abi, tickler_abi)
      raise LoadError, "this binding is for ABI #{ABI} of libtickler-c; the library serves #{tickler_oldest_abi} to #{tickler_abi}"
    end

    # The list as Problems; `list` is still the caller's.
    def self.problems(list)
      Array.new(tickler_problems_size(list)) do |i|
        found = ProblemStruct.new
        tickler_problems_get(list, i, found, found.size)
        texts = %i[file path message said].to_h { |name| [name, found[name].to_s] }
        Problem.new(number: found[:number], severity: found[:severity].zero? ? :error : :warning,
                    line: found[:line], column: found[:column], **texts)
      end
    end

    def self.check(result, problems, refused)
      case result
      when OK then return
      when REFUSED then raise refused.new(problems: problems)
      when MISUSE then raise Misuse.new(problems.empty? ? "a call that cannot be meant" : nil, problems: problems)
      when NO_MEMORY then raise NoMemoryError, "no memory for Tickler"
      else raise Fault, "a bug of Tickler"
      end
    end

    # Calls with room for a list of problems; gives that list.
    def self.with_problems(refused)
      room = FFI::MemoryPointer.new(:pointer)
      result = yield room
      found = problems(room.read_pointer)
      tickler_problems_free(room.read_pointer)
      check(result, found, refused)
      found
    end
  end

  # A policy as it was read and checked. Reading takes milliseconds: keep it.
  class Policy
    attr_reader :name, :fingerprint, :warnings

    # Raises PolicyError with all that is wrong with the text. `name` is what problems call it.
    def self.load(yaml, name = "policy.yaml") = new(yaml, name)

    def initialize(yaml, name)
      room = FFI::MemoryPointer.new(:pointer)
      @warnings = C.with_problems(PolicyError) do |problems|
        C.tickler_policy_load(C::Text.of(yaml), C::Text.of(name), room, problems)
      end.freeze
      @handle = C::PolicyHandle.new(room.read_pointer)
      @name = C.tickler_policy_name(@handle).to_s
      @fingerprint = C.tickler_policy_fingerprint(@handle)
      @idle = []
      @lock = Mutex.new
    end

    # What is to be done for this prospect. A case that cannot be read is answered as "invalid"; what is wrong with it goes to the
    # block, if there is one.
    def decide(one_case, now, &problems)
      ask(one_case, problems) { |worker, text, out| C.tickler_decide_json(worker, text, seconds(now), out) }
    end

    # A case a line, a decision a line.
    def decide_lines(cases, now, &problems)
      ask(String(cases), problems) { |worker, text, out| C.tickler_decide_lines(worker, text, seconds(now), out) }
    end

    # May this be done now? `touch` is such as {channel: "phone", purpose: "check_in"}.
    def may(one_case, touch, now, &problems)
      ask(one_case, problems) { |worker, text, out| C.tickler_may_json(worker, text, C::Text.of(json(touch)), seconds(now), out) }
    end

    # Why. `full`: also runs that are over, steps that were not reached, all parts of conditions.
    def explain(one_case, now, full: false, &problems)
      ask(one_case, problems) { |worker, text, out| C.tickler_explain_json(worker, text, seconds(now), full ? 1 : 0, out) }
    end

    # What will happen, under a script such as "answers on day 10". `till`: 365 days, if it is not said. `lazy`: each action is done
    # at its deadline.
    def preview(one_case, from, script: "", till: nil, lazy: false, &problems)
      ask(one_case, problems) do |worker, text, out|
        C.tickler_preview_json(worker, text, C::Text.of(script), seconds(from), till ? seconds(till) : C::NONE, lazy ? 1 : 0, out)
      end
    end

    def inspect = "#<Tickler::Policy #{name} #{format("%016x", fingerprint)}>"

    private

    def ask(one_case, to)
      found, answer = with_worker do |worker|
        out = C::Text.new
        result = yield worker, C::Text.of(json(one_case)), out
        found = C.problems(C.tickler_worker_problems(worker))
        C.check(result, found, Refused)
        [found, out.to_s]
      end
      found.each(&to) if to
      one_case.is_a?(String) ? answer : JSON.parse(answer)
    end

    # A worker is one thread's at a time: as many are made as are used at once, and kept.
    def with_worker
      worker = @lock.synchronize { @idle.pop } || new_worker
      yield worker
    ensure
      @lock.synchronize { @idle.push(worker) } if worker
    end

    def new_worker
      room = FFI::MemoryPointer.new(:pointer)
      C.check(C.tickler_worker_new(@handle, C::ABI, room), [], Misuse)
      C::Worker.new(room.read_pointer)
    end

    def json(value) = value.is_a?(String) ? value : JSON.generate(value)

    def seconds(time)
      return time.to_i if time.is_a?(Time) || time.is_a?(Integer)

      raise TypeError, "an instant is a Time, or whole seconds since 1970; not #{time.inspect}"
    end
  end

  # Reads these zones of the system now, before a fork; raises Refused for those that there are not.
  def self.prepare(*zones)
    texts = zones.flatten.map { |name| C::Text.of(name) }
    list = FFI::MemoryPointer.new(C::Text, [texts.size, 1].max)
    texts.each_with_index { |text, i| list.put_bytes(i * C::Text.size, text.to_ptr.read_bytes(C::Text.size)) }
    C.with_problems(Refused) { |problems| C.tickler_prepare(list, texts.size, problems) }
    nil
  end

  def self.version = C.tickler_version

  # The release of the time-zone data, such as "2026b": two programs decide the same only by the same data.
  def self.zone_data
    out = C::Text.new
    C.check(C.tickler_zone_data(out), [], Misuse)
    out.to_s
  end
end
