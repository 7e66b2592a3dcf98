package io.stockrelay.sandbox;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.Value;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a hand-written part of a schema says differently from the whole. */
final class SchemaComparison {
    private final TypeDefinitionRegistry real;
    private final List<String> problems = new ArrayList<>();

    private SchemaComparison(TypeDefinitionRegistry real) {
        this.real = real;
    }

    static List<String> problems(TypeDefinitionRegistry part, TypeDefinitionRegistry real) {
        SchemaComparison comparison = new SchemaComparison(real);
        part.types().values().forEach(comparison::type);
        part.scalars().keySet().stream()
                .filter(name -> !real.scalars().containsKey(name))
                .forEach(name -> comparison.problems.add("no scalar " + name));
        part.enumTypeExtensions().values().forEach(extensions -> extensions.forEach(comparison::enumeration));
        part.getDirectiveDefinitions()
                .forEach((name, directive) -> real.getDirectiveDefinition(name)
                        .ifPresentOrElse(
                                known -> comparison.inputs(
                                        "@" + name,
                                        directive.getInputValueDefinitions(),
                                        known.getInputValueDefinitions()),
                                () -> comparison.problems.add("no directive @" + name)));
        return comparison.problems;
    }

    private void type(TypeDefinition<?> type) {
        TypeDefinition<?> known = real.getTypeOrNull(type.getName());
        if (known == null || known.getClass() != type.getClass()) {
            problems.add("no " + type.getClass().getSimpleName() + " " + type.getName());
        } else if (type instanceof ObjectTypeDefinition object && known instanceof ObjectTypeDefinition other) {
            fields(type.getName(), object.getFieldDefinitions(), other.getFieldDefinitions());
            interfaces(type.getName(), object.getImplements(), other.getImplements());
        } else if (type instanceof InterfaceTypeDefinition one && known instanceof InterfaceTypeDefinition other) {
            fields(type.getName(), one.getFieldDefinitions(), other.getFieldDefinitions());
        } else if (type instanceof InputObjectTypeDefinition in && known instanceof InputObjectTypeDefinition other) {
            inputs(type.getName(), in.getInputValueDefinitions(), other.getInputValueDefinitions());
        } else if (type instanceof EnumTypeDefinition enumeration) {
            enumeration(enumeration);
        }
    }

    private void fields(String type, List<FieldDefinition> part, List<FieldDefinition> whole) {
        Map<String, FieldDefinition> known = new HashMap<>();
        whole.forEach(field -> known.put(field.getName(), field));
        for (FieldDefinition field : part) {
            String name = type + "." + field.getName();
            FieldDefinition other = known.get(field.getName());
            if (other == null) {
                problems.add("no field " + name);
            } else {
                same(name, field.getType(), other.getType());
                inputs(name, field.getInputValueDefinitions(), other.getInputValueDefinitions());
            }
        }
    }

    private void inputs(String owner, List<InputValueDefinition> part, List<InputValueDefinition> whole) {
        Map<String, InputValueDefinition> left = new HashMap<>();
        whole.forEach(input -> left.put(input.getName(), input));
        for (InputValueDefinition input : part) {
            InputValueDefinition other = left.remove(input.getName());
            if (other == null) {
                problems.add("no input " + owner + "(" + input.getName() + ")");
            } else {
                same(owner + "(" + input.getName() + ")", input.getType(), other.getType());
                String ours = text(input.getDefaultValue());
                if (!ours.equals(text(other.getDefaultValue()))) {
                    problems.add(owner + "(" + input.getName() + ") defaults to " + text(other.getDefaultValue()));
                }
            }
        }
        left.values().stream()
                .filter(input -> text(input.getType()).endsWith("!") && input.getDefaultValue() == null)
                .forEach(input -> problems.add(owner + " misses the required " + input.getName()));
    }

    private void interfaces(String type, List<Type> part, List<Type> whole) {
        List<String> known = whole.stream().map(SchemaComparison::text).toList();
        part.stream()
                .map(SchemaComparison::text)
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(type + " does not implement " + name));
    }

    private void enumeration(EnumTypeDefinition part) {
        List<String> known = real.getTypeOrNull(part.getName()) instanceof EnumTypeDefinition whole
                ? whole.getEnumValueDefinitions().stream()
                        .map(EnumValueDefinition::getName)
                        .toList()
                : List.of();
        part.getEnumValueDefinitions().stream()
                .map(EnumValueDefinition::getName)
                .filter(value -> !known.contains(value))
                .forEach(value -> problems.add("no value " + part.getName() + "." + value));
    }

    private void same(String name, Type<?> part, Type<?> whole) {
        if (!text(part).equals(text(whole))) {
            problems.add(name + " is " + text(whole) + ", not " + text(part));
        }
    }

    private static String text(Type<?> type) {
        return AstPrinter.printAst(type);
    }

    private static String text(@Nullable Value<?> value) {
        return value == null ? "nothing" : AstPrinter.printAst(value);
    }
}
