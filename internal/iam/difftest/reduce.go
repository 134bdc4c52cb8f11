package main

import (
	"encoding/json"
	"maps"
	"slices"
)

// example is a case with what is not explained about it.
type example struct {
	testCase testCase
	surprise string
}

// reduce takes parts out of a case for as long as something is not explained about it.
func reduce(c testCase, s asker) (example, error) {
	surprise, err := surpriseOf(c, s)
	if err != nil {
		return example{}, err
	}
	e := example{c, surprise}
	for {
		next, err := smaller(e.testCase, s)
		if err != nil || next.surprise == "" {
			return e, err
		}
		e = next
	}
}

// smaller returns the first case with one part less that is not explained either, without a
// surprise if there is none.
func smaller(c testCase, s asker) (example, error) {
	for i := range parts(c) {
		less, err := clone(c)
		if err != nil {
			return example{}, err
		}
		parts(less)[i]()
		if _, err := less.document(); err != nil {
			continue
		}
		surprise, err := surpriseOf(less, s)
		if err != nil || surprise != "" {
			return example{less, surprise}, err
		}
	}
	return example{}, nil
}

func surpriseOf(c testCase, s asker) (string, error) {
	a, err := s.ask(c)
	if err != nil {
		return "", err
	}
	v, err := judge(c, a)
	return v.surprise, err
}

// clone copies a case by way of its line, so that lists and texts have the types of JSON.
func clone(c testCase) (testCase, error) {
	line, err := c.line()
	if err != nil {
		return testCase{}, err
	}
	var copied testCase
	return copied, json.Unmarshal(line, &copied)
}

// parts returns a function for each part that can be taken out of a case, the largest first.
func parts(c testCase) []func() {
	var all []func()
	statements, _ := c.Policy["Statement"].([]any)
	for i := range statements {
		all = append(all, func() { c.Policy["Statement"] = slices.Delete(slices.Clone(statements), i, i+1) })
	}
	for _, s := range statements {
		statement, _ := s.(map[string]any)
		for _, element := range slices.Sorted(maps.Keys(statement)) {
			all = append(all, within(statement, element)...)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(c.Request.Context)) {
		all = append(all, func() { delete(c.Request.Context, key) })
	}
	return all
}

// within returns the ways to make the value of a member smaller: without Condition, without
// a member of an object, without an element of a list of several.
func within(object map[string]any, name string) []func() {
	var all []func()
	if name == "Condition" {
		all = append(all, func() { delete(object, name) })
	}
	switch value := object[name].(type) {
	case map[string]any:
		for _, member := range slices.Sorted(maps.Keys(value)) {
			if len(value) > 1 {
				all = append(all, func() { delete(value, member) })
			}
			all = append(all, within(value, member)...)
		}
	case []any:
		for i := range value {
			if len(value) > 1 {
				all = append(all, func() { object[name] = slices.Delete(slices.Clone(value), i, i+1) })
			}
		}
	}
	return all
}
