/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Cases of <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context, section 3.2</a>. */
class TraceParentTest {
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT_ID = "b7ad6b7169203331";

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "09", "ff", "ab"})
    void takesTheTraceIdWhateverTheFlags(String flags) {
        assertEquals(TRACE_ID, TraceParent.traceId("00-" + TRACE_ID + "-" + PARENT_ID + "-" + flags));
    }

    @Test
    void takesTheTraceIdOfAFutureVersionWithAndWithoutMoreFields() {
        String field = "cc-" + TRACE_ID + "-" + PARENT_ID + "-01";

        assertEquals(TRACE_ID, TraceParent.traceId(field));
        assertEquals(TRACE_ID, TraceParent.traceId(field + "-what-the-future-will-be-like"));
        assertEquals(TRACE_ID, TraceParent.traceId(field + "-"));
    }

    @Test
    void takesAnAbsentFieldForNotSent() {
        assertNull(TraceParent.traceId(null));
        assertNull(TraceParent.traceId(""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            version ff is forbidden            | ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            version in upper case              | CC-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            version no hexadecimal             | 0x-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            version of one digit               | 0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            version of three digits            | 000-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            version missing                    | 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            version 00 with more fields        | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more
            version 00 with a dash behind      | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-
            future version, text behind        | cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more
            trace id all zeroes                | 00-00000000000000000000000000000000-b7ad6b7169203331-01
            trace id in upper case             | 00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01
            trace id no hexadecimal            | 00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01
            trace id too short                 | 00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01
            trace id too long                  | 00-0af7651916cd43dd8448eb211c80319cc-b7ad6b7169203331-01
            parent id all zeroes               | 00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01
            parent id in upper case            | 00-0af7651916cd43dd8448eb211c80319c-B7AD6B7169203331-01
            parent id no hexadecimal           | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333z-01
            parent id too short                | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01
            parent id too long                 | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b71692033311-01
            flags missing                      | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331
            flags empty                        | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-
            flags of one digit                 | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1
            flags of three digits              | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-011
            flags no hexadecimal               | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g
            flags in upper case                | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0A
            underscores in place of dashes     | 00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01
            two values in one field            | 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            markup                             | <script>alert('0af7651916cd43dd8448eb211c80319c-b7ad6b71692')</script>
            """)
    void takesAnInvalidFieldForNotSent(String why, String field) {
        assertNull(TraceParent.traceId(field), why);
    }

    @Test
    void takesAHugeFieldForNotSent() {
        assertNull(TraceParent.traceId("0".repeat(1_000_000)));
    }

    @Test
    void takesLookAlikeDigitsForInvalid() {
        assertNull(TraceParent.traceId("00-" + TRACE_ID.replace('0', '\u0660') + "-" + PARENT_ID + "-01"));
        assertNull(TraceParent.traceId(" 00-" + TRACE_ID + "-" + PARENT_ID + "-01"));
        assertNull(TraceParent.traceId("00-" + TRACE_ID + "-" + PARENT_ID + "-01\r\n"));
    }
}
