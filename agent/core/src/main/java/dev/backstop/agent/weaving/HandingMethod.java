/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A method that hands something over to another thread: its last argument, or for a START its object. In the words of Java, at its beginning:
 *
 * <pre>
 *   BackstopBridge.handOver(number, task);
 * </pre>
 */
final class HandingMethod extends MethodVisitor {
    private final Place.Kind kind;
    private final int number;
    private final Type[] arguments;

    HandingMethod(int api, MethodVisitor next, Place.Kind kind, int number, String descriptor) {
        super(api, next);
        this.kind = kind;
        this.number = number;
        this.arguments = Type.getArgumentTypes(descriptor);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        WovenMethod.pushNumber(this, number);
        super.visitVarInsn(Opcodes.ALOAD, kind == Place.Kind.START ? 0 : lastArgument());
        super.visitMethodInsn(Opcodes.INVOKESTATIC, WovenMethod.BRIDGE, "handOver", "(ILjava/lang/Object;)V", false);
    }

    /** The variable that has it; no place is a static method. */
    private int lastArgument() {
        int variable = 1;
        for (int i = 0; i < arguments.length - 1; i++) {
            variable += arguments[i].getSize();
        }
        return variable;
    }
}
