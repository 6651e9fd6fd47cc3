/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Ending;
import dev.backstop.it.webapp.Fault.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Judges what a client got of a fault, on its bytes. */
final class FaultJudge {

    private final Guarding guarding;

    /** @param guarding what is asked of the answer: bare, only that it is complete, honest and discreet */
    FaultJudge(Guarding guarding) {
        this.guarding = guarding;
    }

    Judgement judge(FaultCase fault, RawResponse response) {
        if (response.isEmpty()) {
            return Judgement.of(Verdict.NO_ANSWER, response.summary());
        }
        // Not every proxy can be told to mark all that it says; 502 and 504 are never the application's.
        if (response.header("Proxy-Status").isPresent() || response.status() == 502 || response.status() == 504) {
            return Judgement.of(Verdict.PROXY_PAGE, response.summary());
        }
        if (response.status() == 400) {
            return Judgement.of(Verdict.REFUSED, response.summary());
        }
        boolean answered = fault.outcome() == Outcome.CORRECTED_OR_500 && response.status() == 500;
        if (fault.isToBeCorrected() && !answered) {
            return judgeCorrected(fault, response);
        }
        List<String> leaks = LeakSearch.in(response);
        if (!leaks.isEmpty()) {
            return new Judgement(Verdict.LEAK, leaks);
        }
        if (fault.stands() && response.isComplete() && (response.status() == 200 || response.status() == 302)) {
            return Judgement.of(Verdict.CLEAN);
        }
        if (response.isComplete() && response.status() == 200) {
            return Judgement.of(Verdict.SILENT_CUT, response.summary());
        }
        return fault.isTooLate() ? judgeTooLate(fault, response) : judgeAnswer(fault, response);
    }

    /** Nothing was thrown here: whatever is not what was meant is seen in the comparison. */
    private Judgement judgeCorrected(FaultCase fault, RawResponse response) {
        if (response.ending() == Ending.SILENCE) {
            return Judgement.of(Verdict.NO_ANSWER, "never ends: " + response.summary());
        }
        if (!response.isComplete()) {
            return Judgement.of(Verdict.BROKEN_OFF, response.summary());
        }
        if (MeantPage.isCut(fault.intent(), response)) {
            return Judgement.of(Verdict.SILENT_CUT, response.summary());
        }
        List<String> complaints = MeantPage.complaints(fault.intent(), response);
        return complaints.isEmpty() ? Judgement.of(Verdict.CLEAN) : new Judgement(Verdict.UNCLEAN, complaints);
    }

    private Judgement judgeTooLate(FaultCase fault, RawResponse response) {
        return switch (response.ending()) {
            case COMPLETE -> judgeAnswer(fault, response);
            case CUT, RESET -> Judgement.of(Verdict.BROKEN_OFF);
            case SILENCE -> Judgement.of(Verdict.NO_ANSWER, "never ends: " + response.summary());
        };
    }

    private Judgement judgeAnswer(FaultCase fault, RawResponse response) {
        if (!response.isComplete()) {
            return Judgement.of(Verdict.BROKEN_OFF, response.summary());
        }
        List<String> complaints = new ArrayList<>(PlainAnswer.complaints(fault, response));
        if (guarding != Guarding.BARE) {
            complaints.addAll(BackstopAnswer.complaints(fault, response));
        }
        return complaints.isEmpty() ? Judgement.of(Verdict.CLEAN) : new Judgement(Verdict.UNCLEAN, complaints);
    }
}
