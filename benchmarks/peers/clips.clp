; Workload W as CLIPS rules: touchpoints are asserted one after another and change the runs; then `decide` turns runs into offers.
; Days and dates count with the offset from UTC that the prospect's zone has now.

(defglobal ?*now* = 0 ?*offset* = 0 ?*open* = FALSE ?*opted-out* = FALSE ?*phone* = TRUE ?*email* = TRUE ?*calls* = 1 ?*emails* = 2
  ?*try-after* = (create$ 86400 345600 1209600 1814400 2419200 5011200)
  ?*try-step* = (create$ keep-trying/m1 keep-trying/m2 keep-trying/m3 keep-trying/m4 keep-trying/m5 keep-trying/last))

(deftemplate touch (slot at) (slot channel) (slot direction) (slot purpose) (slot outcome))
(deftemplate run (slot cadence) (slot start) (slot last) (slot made (default 0)))
(deftemplate decide)

(deffunction day-of (?at) (div (+ ?at ?*offset*) 86400))
(deffunction next-midnight (?at) (- (* (+ (day-of ?at) 1) 86400) ?*offset*))

(deffunction next-try (?start ?last ?made)
  (bind ?after (nth$ (+ ?made 1) ?*try-after*))
  (if (= ?made 0) then (+ ?start ?after)
   else (max (+ ?start ?after) (+ ?last (- ?after (nth$ ?made ?*try-after*))))))

; What is said about channels, and what counts against the caps.

(defrule opted-out-of-all (declare (salience 40))
  (touch (channel none) (outcome opted_out)) => (bind ?*opted-out* TRUE))
(defrule opted-out-of-phone (declare (salience 40))
  (touch (channel phone) (outcome opted_out)) => (bind ?*phone* FALSE))
(defrule bounced (declare (salience 40))
  (touch (outcome bounced)) => (bind ?*email* FALSE))
(defrule mail-arrived (declare (salience 40))
  (touch (channel email) (direction inbound)) => (bind ?*email* TRUE))
(defrule recent-call (declare (salience 40))
  (touch (at ?t) (channel phone) (direction outbound)) (test (> (+ ?t 604800) ?*now*)) => (bind ?*calls* (- ?*calls* 1)))
(defrule recent-email (declare (salience 40))
  (touch (at ?t) (channel email) (direction outbound) (outcome ~bounced)) (test (> (+ ?t 604800) ?*now*))
  => (bind ?*emails* (- ?*emails* 1)))

; A contact ends what waits for one.

(defrule contact-inbound (declare (salience 30))
  (touch (direction inbound) (outcome ~opened&~opted_out)) ?run <- (run (cadence confirm|keep-trying)) => (retract ?run))
(defrule contact-reached (declare (salience 30))
  (touch (outcome reached)) ?run <- (run (cadence confirm|keep-trying)) => (retract ?run))

; What carries out a step.

(defrule mailed (declare (salience 20))
  (touch (channel email) (direction outbound) (purpose inform)) ?run <- (run (cadence answer-inquiry|summary)) => (retract ?run))
(defrule reply-answered (declare (salience 20))
  (touch (channel email|phone) (direction outbound) (outcome ~bounced)) ?run <- (run (cadence answer-reply)) => (retract ?run))
(defrule thanked (declare (salience 20))
  (touch (purpose thank)) ?run <- (run (cadence thanks)) => (retract ?run))
(defrule satisfaction-asked (declare (salience 20))
  (touch (at ?t) (purpose confirm_satisfaction)) ?run <- (run (cadence happy) (start ?s))
  (test (>= (day-of ?t) (day-of (+ ?s 2592000))))
  => (retract ?run))
(defrule tried-again (declare (salience 20))
  (touch (at ?t) (outcome no_answer|left_message))
  ?run <- (run (cadence keep-trying) (start ?s) (last ?l&~?t) (made ?n&:(< ?n 6)))
  (test (>= (day-of ?t) (day-of (next-try ?s ?l ?n))))
  => (modify ?run (last ?t) (made (+ ?n 1))))

; What starts a cadence, or starts it again.

(defrule inquired (touch (at ?t) (outcome inquired|requested_information)) (not (run (cadence answer-inquiry)))
  => (assert (run (cadence answer-inquiry) (start ?t))))
(defrule replied (touch (at ?t) (outcome replied)) (not (run (cadence answer-reply)))
  => (assert (run (cadence answer-reply) (start ?t))))
(defrule replied-again (touch (at ?t) (outcome replied)) ?run <- (run (cadence answer-reply) (start ~?t))
  => (modify ?run (start ?t)))
(defrule sent-material (touch (at ?t) (channel email) (direction outbound) (purpose inform)) (not (run (cadence confirm)))
  => (assert (run (cadence confirm) (start ?t))))
(defrule sent-material-again
  (touch (at ?t) (channel email) (direction outbound) (purpose inform)) ?run <- (run (cadence confirm) (start ~?t))
  => (modify ?run (start ?t)))
(defrule met (touch (at ?t) (channel in_person) (outcome reached)) (not (run (cadence summary)))
  => (assert (run (cadence summary) (start ?t))))
(defrule met-again (touch (at ?t) (channel in_person) (outcome reached)) ?run <- (run (cadence summary) (start ~?t))
  => (modify ?run (start ?t)))
(defrule sold (touch (at ?t) (outcome purchased)) (not (run (cadence thanks)))
  => (assert (run (cadence thanks) (start ?t))))
(defrule sold-to-follow (touch (at ?t) (outcome purchased)) (not (run (cadence happy)))
  => (assert (run (cadence happy) (start ?t))))
(defrule sold-again (touch (at ?t) (outcome purchased)) ?run <- (run (cadence thanks|happy) (start ~?t))
  => (modify ?run (start ?t)))
(defrule unanswered (touch (at ?t) (outcome no_answer|left_message)) (not (run (cadence keep-trying)))
  => (assert (run (cadence keep-trying) (start ?t) (last ?t))))
(defrule unanswered-anew
  (touch (at ?t) (outcome no_answer|left_message)) ?run <- (run (cadence keep-trying) (last ~?t) (made 6))
  => (modify ?run (start ?t) (last ?t) (made 0)))
(defrule something (touch (at ?t) (outcome ~opened&~bounced&~opted_out)) (not (run (cadence quiet)))
  => (assert (run (cadence quiet) (start ?t))))
(defrule something-again
  (touch (at ?t) (outcome ~opened&~bounced&~opted_out)) ?run <- (run (cadence quiet) (start ~?t))
  => (modify ?run (start ?t)))

; Deciding, in order of priority; `offer` is the program's.

(deffunction offer-call (?step ?not-before ?due)
  (offer ?step ?due (and ?*phone* ?*open* (<= ?not-before ?*now*) (> ?*calls* 0)))
  (if (and ?*phone* (< ?not-before (+ ?*now* 604800))) then (bind ?*calls* (- ?*calls* 1))))
(deffunction offer-email (?step ?not-before ?due)
  (offer ?step ?due (and ?*email* ?*open* (<= ?not-before ?*now*) (> ?*emails* 0)))
  (if (and ?*email* (< ?not-before (+ ?*now* 604800))) then (bind ?*emails* (- ?*emails* 1))))
(deffunction offer-either (?step ?not-before ?due)
  (if ?*email* then (offer-email ?step ?not-before ?due) else (offer-call ?step ?not-before ?due)))

(defrule stop (declare (salience 10)) ?go <- (decide) (test (eq ?*opted-out* TRUE)) => (retract ?go))
(defrule offer-answer-inquiry (declare (salience 9)) (decide) (run (cadence answer-inquiry) (start ?s))
  => (offer-either answer-inquiry/reply ?s (+ ?s 86400)))
(defrule offer-answer-reply (declare (salience 8)) (decide) (run (cadence answer-reply) (start ?s))
  => (offer-either answer-reply/reply ?s (+ ?s 86400)))
(defrule offer-confirm (declare (salience 7)) (decide) (run (cadence confirm) (start ?s))
  => (offer-call confirm/call ?s (+ ?s 3600)))
(defrule offer-summary (declare (salience 6)) (decide) (run (cadence summary) (start ?s))
  => (offer-email summary/send ?s (+ ?s 14400)))
(defrule offer-thanks (declare (salience 5)) (decide) (run (cadence thanks) (start ?s))
  => (offer thanks/card (+ ?s 86400) ?*open*))
(defrule offer-try (declare (salience 4)) (decide) (run (cadence keep-trying) (start ?s) (last ?l) (made ?n&:(< ?n 6)))
  => (bind ?at (next-try ?s ?l ?n)) (offer-call (nth$ (+ ?n 1) ?*try-step*) ?at (next-midnight ?at)))
(defrule offer-happy (declare (salience 3)) (decide) (run (cadence happy) (start ?s))
  => (bind ?at (+ ?s 2592000)) (offer-call happy/call ?at (next-midnight ?at)))
(defrule offer-quiet (declare (salience 2)) (decide) (run (cadence quiet) (start ?s))
  => (bind ?at (+ ?s 7776000)) (offer-email quiet/check-in ?at (next-midnight ?at)))
