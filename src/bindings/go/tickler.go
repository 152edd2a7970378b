// Package tickler says who to follow up with next, how, and when, as a policy says. Over libtickler-c (tickler/tickler.h).
//
//	policy, err := tickler.Load(yaml, "follow-up.yaml")
//	decision, err := policy.Decide(oneCase, time.Now())
//
// Cases and answers are JSON. A policy may be used by any number of goroutines at a time.
package tickler

// #cgo LDFLAGS: -ltickler-c
// #include <stdlib.h>
// #include <tickler/tickler.h>
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// A Problem is what is wrong with a policy, a record or a call.
type Problem struct {
	Number        int    // 101 of T101
	IsError       bool   // else a warning
	Line, Column  int    // from 1; 0: of no line
	File, Path    string // of a text; in the policy
	Message, Said string // Said is all of it in one line
}

// An Error has all that was wrong. Its kind is one of those below: errors.Is(err, tickler.ErrPolicy).
type Error struct {
	Kind     error
	Problems []Problem
}

func (e *Error) Unwrap() error { return e.Kind }
func (e *Error) Error() string {
	lines := []string{e.Kind.Error()}
	for _, p := range e.Problems {
		lines = append(lines, p.Said)
	}
	return strings.Join(lines, "\n")
}

var (
	ErrPolicy   = errors.New("a policy that cannot be used")
	ErrRefused  = errors.New("a question that cannot be answered")
	ErrMisuse   = errors.New("a call that cannot be meant")
	ErrNoMemory = errors.New("no memory")
	ErrFault    = errors.New("a bug of tickler")
)

func kindOf(result C.tickler_result, refused error) error {
	switch result {
	case C.TICKLER_REFUSED:
		return refused
	case C.TICKLER_MISUSE:
		return ErrMisuse
	case C.TICKLER_NO_MEMORY:
		return ErrNoMemory
	}
	return ErrFault
}

// A copy in C's memory, which free gives back.
func textOf(bytes []byte) C.tickler_text {
	if len(bytes) == 0 {
		return C.tickler_text{}
	}
	return C.tickler_text{data: (*C.char)(C.CBytes(bytes)), size: C.size_t(len(bytes))}
}

func free(t C.tickler_text) { C.free(unsafe.Pointer(t.data)) }

func bytesOf(t C.tickler_text) []byte { return C.GoBytes(unsafe.Pointer(t.data), C.int(t.size)) }
func stringOf(t C.tickler_text) string {
	return C.GoStringN(t.data, C.int(t.size))
}

func problemsOf(list *C.tickler_problems) []Problem {
	var all []Problem
	for i := C.size_t(0); i < C.tickler_problems_size(list); i++ {
		var p C.tickler_problem
		C.tickler_problems_get(list, i, &p, C.sizeof_tickler_problem)
		all = append(all, Problem{int(p.number), p.severity == C.TICKLER_ERROR, int(p.line), int(p.column), stringOf(p.file),
			stringOf(p.path), stringOf(p.message), stringOf(p.said)})
	}
	return all
}

// A Policy as it was read and checked. Reading takes milliseconds: keep it.
type Policy struct {
	Name     string
	Warnings []Problem
	handle   *C.tickler_policy
	lock     sync.Mutex
	idle     []*C.tickler_worker // each used by one goroutine at a time
}

// Load reads a policy; name is what problems call its text.
func Load(yaml []byte, name string) (*Policy, error) {
	if oldest, newest := C.tickler_oldest_abi(), C.tickler_abi(); oldest > C.TICKLER_C_ABI || newest < C.TICKLER_C_ABI {
		return nil, fmt.Errorf("this package is for ABI %d of libtickler-c; the library serves %d to %d", C.TICKLER_C_ABI, oldest, newest)
	}
	text, called := textOf(yaml), textOf([]byte(name))
	defer free(text)
	defer free(called)
	p := &Policy{}
	var list *C.tickler_problems
	result := C.tickler_policy_load(text, called, &p.handle, &list)
	defer C.tickler_problems_free(list)
	p.Warnings = problemsOf(list)
	if result != C.TICKLER_OK {
		return nil, &Error{kindOf(result, ErrPolicy), p.Warnings}
	}
	p.Name = stringOf(C.tickler_policy_name(p.handle))
	runtime.SetFinalizer(p, func(p *Policy) {
		for _, w := range p.idle {
			C.tickler_worker_free(w)
		}
		C.tickler_policy_free(p.handle)
	})
	return p, nil
}

func (p *Policy) worker() (*C.tickler_worker, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if last := len(p.idle) - 1; last >= 0 {
		w := p.idle[last]
		p.idle = p.idle[:last]
		return w, nil
	}
	var w *C.tickler_worker
	if result := C.tickler_worker_new(p.handle, C.TICKLER_C_ABI, &w); result != C.TICKLER_OK {
		return nil, &Error{Kind: kindOf(result, ErrRefused)}
	}
	return w, nil
}

type asking func(w *C.tickler_worker, oneCase, besides C.tickler_text, out *C.tickler_text) C.tickler_result

// Answer is what was answered, and what was wrong with the records in spite of which it was.
type Answer struct {
	JSON     []byte
	Problems []Problem
}

func (p *Policy) ask(oneCase, besides []byte, ask asking) (Answer, error) {
	w, err := p.worker()
	if err != nil {
		return Answer{}, err
	}
	text, more := textOf(oneCase), textOf(besides)
	defer free(text)
	defer free(more)
	var out C.tickler_text
	result := ask(w, text, more, &out)
	a := Answer{bytesOf(out), problemsOf(C.tickler_worker_problems(w))}
	p.lock.Lock()
	p.idle = append(p.idle, w)
	p.lock.Unlock()
	runtime.KeepAlive(p)
	if result != C.TICKLER_OK {
		return Answer{}, &Error{kindOf(result, ErrRefused), a.Problems}
	}
	return a, nil
}

func seconds(t time.Time) C.tickler_time { return C.tickler_time(t.Unix()) }

// Decide says what is to be done for the prospect of a case. One that cannot be read is answered as "invalid".
func (p *Policy) Decide(oneCase []byte, now time.Time) (Answer, error) {
	return p.ask(oneCase, nil, func(w *C.tickler_worker, text, _ C.tickler_text, out *C.tickler_text) C.tickler_result {
		return C.tickler_decide_json(w, text, seconds(now), out)
	})
}

// DecideLines answers a case a line with a decision a line.
func (p *Policy) DecideLines(cases []byte, now time.Time) (Answer, error) {
	return p.ask(cases, nil, func(w *C.tickler_worker, text, _ C.tickler_text, out *C.tickler_text) C.tickler_result {
		return C.tickler_decide_lines(w, text, seconds(now), out)
	})
}

// May says whether a touch such as {"channel": "phone"} may be done now.
func (p *Policy) May(oneCase, touch []byte, now time.Time) (Answer, error) {
	return p.ask(oneCase, touch, func(w *C.tickler_worker, text, touch C.tickler_text, out *C.tickler_text) C.tickler_result {
		return C.tickler_may_json(w, text, touch, seconds(now), out)
	})
}

// Explain says why; full: also what is over, was not reached, and all parts of conditions.
func (p *Policy) Explain(oneCase []byte, now time.Time, full bool) (Answer, error) {
	var flags C.uint32_t
	if full {
		flags = C.TICKLER_FULL
	}
	return p.ask(oneCase, nil, func(w *C.tickler_worker, text, _ C.tickler_text, out *C.tickler_text) C.tickler_result {
		return C.tickler_explain_json(w, text, seconds(now), flags, out)
	})
}

// Preview says what will happen, for 365 days, under a script such as "answers on day 10"; empty: nobody answers.
func (p *Policy) Preview(oneCase []byte, script string, from time.Time) (Answer, error) {
	return p.ask(oneCase, []byte(script), func(w *C.tickler_worker, text, script C.tickler_text, out *C.tickler_text) C.tickler_result {
		return C.tickler_preview_json(w, text, script, seconds(from), C.TICKLER_NONE, 0, out)
	})
}
