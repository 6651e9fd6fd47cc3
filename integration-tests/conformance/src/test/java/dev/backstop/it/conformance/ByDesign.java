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
    private static final String WRONG_LENGTH =
            "expects a body to end at a Content-Length that is too short; Backstop takes the length away and not the rest of the body";
    private static final String WRAPPED =
            "expects the response to be of Undertow's class, and prints the wrapper's name";

    /** By the test, without the package that all of them have in common. */
    static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("dispatcher.DispatcherForwardTestCase.testNameBasedForwardOutServletContext", OWN_BODY),
            Map.entry("errorpage.ErrorPageTestCase.testErrorPagesWithNoDefaultErrorPage", OWN_BODY),
            Map.entry("response.writer.ResponseWriterTestCase.testContentLengthBasedFlush", WRONG_LENGTH),
            Map.entry("response.writer.ResponseWriterTestCase.testAsyncContentLengthBasedFlush", WRONG_LENGTH),
            Map.entry("response.writer.ResponseWriterTestCase.testRespondBeforeRead", WRONG_LENGTH),
            Map.entry("response.writer.ResponseWriterTestCase.testAsyncRespondBeforeRead", WRONG_LENGTH),
            Map.entry("wrapper.NonStandardResponseWrapperTestCase.testNoWrapper", WRAPPED),
            Map.entry("wrapper.StandardResponseWrapperTestCase.testNoWrapper", WRAPPED),
            Map.entry(
                    "proprietry.TransferTestCase.testServletRequest",
                    "casts the output stream to a class of Undertow's, which no wrapped response has"));

    private ByDesign() {}
}
