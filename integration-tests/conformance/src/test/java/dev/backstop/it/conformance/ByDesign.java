/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

import java.util.Map;

/** The tests that pass bare and cannot pass with the filter, each with its reason: they test what the filter is there to change. */
final class ByDesign {
    private static final String OWN_BODY =
            "expects Undertow's own error page, of which the client gets Backstop's answer instead";
    private static final String WRAPPED =
            "expects the response to be of Undertow's class, and prints the wrapper's name";

    /** By the test, without the package that all of them have in common. */
    static final Map<String, String> REASONS = Map.of(
            "dispatcher.DispatcherForwardTestCase.testNameBasedForwardOutServletContext", OWN_BODY,
            "errorpage.ErrorPageTestCase.testErrorPagesWithNoDefaultErrorPage", OWN_BODY,
            "wrapper.NonStandardResponseWrapperTestCase.testNoWrapper", WRAPPED,
            "wrapper.StandardResponseWrapperTestCase.testNoWrapper", WRAPPED,
            "proprietry.TransferTestCase.testServletRequest",
                    "casts the output stream to a class of Undertow's, which no wrapped response has");

    private ByDesign() {}
}
