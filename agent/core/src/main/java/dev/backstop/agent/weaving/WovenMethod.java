/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import java.util.Arrays;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts the calls of the bridge into a method. In the words of Java:
 *
 * <pre>
 *   Object entered = BackstopBridge.enter(number, this, new Object[] {arguments});
 *   if (entered != null) return (T) entered;                                          REPLACE
 *   try {
 *       ... what was there; before each return:
 *       BackstopBridge.exit(number, this, entered, result, null);                     AROUND, SWALLOW
 *   } catch (Throwable thrown) {
 *       if (BackstopBridge.exit(number, this, entered, null, thrown) != null) return; SWALLOW
 *       throw thrown;
 *   }
 * </pre>
 *
 * <p>For a TASK, which is told of only if it was handed over, {@code begin} and {@code end} take the place of the two.
 *
 * <p>What was there stays as it is; {@code entered} lives in a variable behind all others, which every frame of the method is told of.
 */
final class WovenMethod extends MethodVisitor {
    static final String BRIDGE = "java/lang/BackstopBridge";
    private static final String OBJECT = "java/lang/Object";
    private static final int NO_VARIABLE = -1;
    /** So many more variables does a woven method have. */
    static final int VARIABLES = 2;

    private static final String THROWABLE = "java/lang/Throwable";

    private final Place.Kind kind;
    private final int number;
    private final String owner;
    private final boolean isStatic;
    private final Type[] arguments;
    private final Type result;
    /** The first variable that the method does not use. */
    private final int entered;

    private final Label begin = new Label();
    private final Label end = new Label();

    WovenMethod(
            int api,
            MethodVisitor next,
            Place.Kind kind,
            int number,
            String descriptor,
            String owner,
            boolean isStatic,
            int variables) {
        super(api, next);
        this.kind = kind;
        this.number = number;
        this.owner = owner;
        this.isStatic = isStatic;
        this.arguments = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor);
        this.entered = variables;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        pushNumber(this, number);
        pushThis();
        if (kind == Place.Kind.TASK) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "begin", "(IL" + OBJECT + ";)L" + OBJECT + ";", false);
        } else {
            pushArguments();
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    BRIDGE,
                    "enter",
                    "(IL" + OBJECT + ";[L" + OBJECT + ";)L" + OBJECT + ";",
                    false);
        }
        super.visitVarInsn(Opcodes.ASTORE, entered);
        if (kind == Place.Kind.REPLACE) {
            Label goOn = new Label();
            super.visitVarInsn(Opcodes.ALOAD, entered);
            super.visitJumpInsn(Opcodes.IFNULL, goOn);
            returnEntered();
            super.visitLabel(goOn);
            visitOwnFrame(initialLocals(), new Object[0]);
            // A frame of the method's own may follow at once, and there must be one frame at most at a place.
            super.visitInsn(Opcodes.NOP);
        }
        super.visitLabel(begin);
    }

    @Override
    public void visitInsn(int opcode) {
        if (kind.hasExit() && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            boolean object = opcode == Opcodes.ARETURN;
            int kept = entered + 1;
            if (object) {
                super.visitVarInsn(Opcodes.ASTORE, kept);
            }
            callExit(object ? kept : NO_VARIABLE, NO_VARIABLE);
            if (kind != Place.Kind.TASK) {
                super.visitInsn(Opcodes.POP);
            }
            if (object) {
                super.visitVarInsn(Opcodes.ALOAD, kept);
            }
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitFrame(int type, int localCount, Object[] locals, int stackCount, Object[] stack) {
        if (type != Opcodes.F_NEW) {
            throw new IllegalStateException("frames must be expanded");
        }
        Object[] all = withEntered(locals, localCount);
        super.visitFrame(Opcodes.F_NEW, all.length, all, stackCount, stack);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (kind.hasExit()) {
            super.visitLabel(end);
            // Behind the method's own handlers, which come first.
            super.visitTryCatchBlock(begin, end, end, THROWABLE);
            Object[] locals = withEntered(isStatic ? new Object[0] : new Object[] {owner}, isStatic ? 0 : 1);
            visitOwnFrame(locals, new Object[] {THROWABLE});
            int thrown = entered + 1;
            super.visitVarInsn(Opcodes.ASTORE, thrown);
            callExit(NO_VARIABLE, thrown);
            if (kind == Place.Kind.SWALLOW) {
                Label rethrow = new Label();
                super.visitJumpInsn(Opcodes.IFNULL, rethrow);
                returnDefault();
                super.visitLabel(rethrow);
                Object[] withThrown = Arrays.copyOf(locals, locals.length + 1);
                withThrown[locals.length] = THROWABLE;
                visitOwnFrame(withThrown, new Object[0]);
            } else if (kind != Place.Kind.TASK) {
                super.visitInsn(Opcodes.POP);
            }
            super.visitVarInsn(Opcodes.ALOAD, thrown);
            super.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(maxStack, maxLocals);
    }

    private void visitOwnFrame(Object[] locals, Object[] stack) {
        super.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }

    /** The variables of a frame, and ours behind them, with nothing between. */
    private Object[] withEntered(Object[] locals, int count) {
        Object[] padded = new Object[count + entered + 1];
        int variables = 0;
        int length = 0;
        for (int i = 0; i < count; i++) {
            variables += Opcodes.LONG.equals(locals[i]) || Opcodes.DOUBLE.equals(locals[i]) ? 2 : 1;
            padded[length++] = locals[i];
        }
        for (; variables < entered; variables++) {
            padded[length++] = Opcodes.TOP;
        }
        padded[length++] = OBJECT;
        return Arrays.copyOf(padded, length);
    }

    private Object[] initialLocals() {
        Object[] locals = new Object[arguments.length + 1];
        int count = 0;
        if (!isStatic) {
            locals[count++] = owner;
        }
        for (Type argument : arguments) {
            locals[count++] = frameType(argument);
        }
        return withEntered(locals, count);
    }

    private static Object frameType(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            default -> type.getInternalName();
        };
    }

    /** @param returned the variable that has what is returned, and {@code thrown} the one that has what is thrown */
    private void callExit(int returned, int thrown) {
        pushNumber(this, number);
        pushThis();
        super.visitVarInsn(Opcodes.ALOAD, entered);
        if (kind != Place.Kind.TASK) {
            pushVariable(returned);
        }
        pushVariable(thrown);
        String name = kind == Place.Kind.TASK ? "end" : "exit";
        String descriptor = kind == Place.Kind.TASK
                ? "(IL" + OBJECT + ";L" + OBJECT + ";L" + THROWABLE + ";)V"
                : "(IL" + OBJECT + ";L" + OBJECT + ";L" + OBJECT + ";L" + THROWABLE + ";)L" + OBJECT + ";";
        super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, name, descriptor, false);
    }

    private void pushVariable(int variable) {
        if (variable == NO_VARIABLE) {
            super.visitInsn(Opcodes.ACONST_NULL);
        } else {
            super.visitVarInsn(Opcodes.ALOAD, variable);
        }
    }

    private void pushThis() {
        if (isStatic) {
            super.visitInsn(Opcodes.ACONST_NULL);
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    private void pushArguments() {
        pushNumber(this, arguments.length);
        super.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
        int variable = isStatic ? 0 : 1;
        for (int i = 0; i < arguments.length; i++) {
            super.visitInsn(Opcodes.DUP);
            pushNumber(this, i);
            super.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), variable);
            box(arguments[i]);
            super.visitInsn(Opcodes.AASTORE);
            variable += arguments[i].getSize();
        }
    }

    static void pushNumber(MethodVisitor to, int value) {
        to.visitIntInsn(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
    }

    private void box(Type type) {
        String wrapper = wrapper(type);
        if (wrapper != null) {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, wrapper, "valueOf", '(' + type.getDescriptor() + ")L" + wrapper + ';', false);
        }
    }

    private static @Nullable String wrapper(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.BYTE -> "java/lang/Byte";
            case Type.CHAR -> "java/lang/Character";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.FLOAT -> "java/lang/Float";
            case Type.LONG -> "java/lang/Long";
            case Type.DOUBLE -> "java/lang/Double";
            default -> null;
        };
    }

    private void returnEntered() {
        String wrapper = wrapper(result);
        if (result.getSort() == Type.VOID) {
            super.visitInsn(Opcodes.RETURN);
        } else {
            super.visitVarInsn(Opcodes.ALOAD, entered);
            super.visitTypeInsn(Opcodes.CHECKCAST, wrapper == null ? result.getInternalName() : wrapper);
            if (wrapper != null) {
                super.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        wrapper,
                        result.getClassName() + "Value",
                        "()" + result.getDescriptor(),
                        false);
            }
            super.visitInsn(result.getOpcode(Opcodes.IRETURN));
        }
    }

    private void returnDefault() {
        switch (result.getSort()) {
            case Type.VOID -> {}
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> super.visitInsn(Opcodes.ICONST_0);
            case Type.FLOAT -> super.visitInsn(Opcodes.FCONST_0);
            case Type.LONG -> super.visitInsn(Opcodes.LCONST_0);
            case Type.DOUBLE -> super.visitInsn(Opcodes.DCONST_0);
            default -> super.visitInsn(Opcodes.ACONST_NULL);
        }
        super.visitInsn(result.getOpcode(Opcodes.IRETURN));
    }
}
