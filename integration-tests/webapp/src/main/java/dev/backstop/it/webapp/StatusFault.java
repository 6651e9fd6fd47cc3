/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

/** Statuses that no response may have, over a page. */
public enum StatusFault implements Fault {
    STATUS_0(0),
    STATUS_99(99),
    STATUS_100(100),
    STATUS_600(600),
    STATUS_1000(1000);

    private final int status;

    StatusFault(int status) {
        this.status = status;
    }

    @Override
    public String sentence() {
        return "sets status " + status;
    }

    @Override
    public Outcome outcome() {
        return Outcome.ANSWER_500;
    }

    @Override
    public Act act() {
        return (request, response) -> {
            response.setStatus(status);
            response.setContentType("text/html;charset=utf-8");
            response.getOutputStream().print(Filler.HALF_PAGE);
        };
    }
}
