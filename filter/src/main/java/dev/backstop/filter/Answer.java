/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

/**
 * The response that Backstop writes, complete, before a byte of it is written. {@link AnswerWriter} says what goes on the wire
 * beside it.
 *
 * @param status 500 to 599
 * @param retryAfter the value of {@code Retry-After}; empty for none
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Never compared, never handed out: copying 600 bytes per answer would be for nothing.
record Answer(int status, String contentType, String incident, String retryAfter, byte[] body) {}
