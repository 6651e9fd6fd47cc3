/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

import java.util.List;
import java.util.Map;

/** A run with the filter beside the run without. */
record Comparison(SuiteRun bare, SuiteRun guarded, Map<String, String> byDesign) {

    /** Tests that pass bare and do not with the filter, though nothing says that they may: what must not be. */
    List<String> broken() {
        return lost().stream().filter(test -> !byDesign.containsKey(test)).toList();
    }

    /** Tests that pass bare and cannot with the filter, each for a reason that is listed. */
    List<String> changedByDesign() {
        return lost().stream().filter(byDesign::containsKey).toList();
    }

    /** Tests that are listed for nothing: they pass, or do not pass bare either. */
    List<String> listedInVain() {
        return byDesign.keySet().stream()
                .filter(test -> !lost().contains(test))
                .sorted()
                .toList();
    }

    /** Tests that pass with the filter only. */
    List<String> gained() {
        return guarded.results().keySet().stream()
                .filter(test -> guarded.passes(test) && !bare.passes(test))
                .sorted()
                .toList();
    }

    private List<String> lost() {
        return bare.results().keySet().stream()
                .filter(test -> bare.passes(test) && !guarded.passes(test))
                .sorted()
                .toList();
    }
}
