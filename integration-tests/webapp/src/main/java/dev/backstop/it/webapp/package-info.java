/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * An application that is broken in every way an application can be, and healthy in as many.
 *
 * <p>Loaded by: the web application's class loader in each container; also read by the fault matrix, which takes the list of
 * faults and pages from here, so that what a fault does and what must come of it stand on one line. Imports the Servlet API only.
 */
package dev.backstop.it.webapp;
