package parse

import "github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"

func (d *documentReader) condition(m member) *ast.Condition {
	o, ok := m.value.(*object)
	if !ok {
		d.wrong(m.value, `Condition is an object such as {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}.`)
		return nil
	}
	if len(o.members) == 0 {
		d.note(EmptyCondition, o.At, "The condition is empty and has no effect.")
	}
	c := &ast.Condition{At: o.At}
	if o.has("test") && o.has("variable") {
		d.refuse(WrongType, o.At, "%s", fromHCL)
		return c
	}
	for _, operator := range o.members {
		c.Blocks = append(c.Blocks, d.block(operator))
	}
	return c
}

// fromHCL names the commonest slip: the block of aws_iam_policy_document put into JSON.
const fromHCL = `The keys test, variable and values belong to a condition block of aws_iam_policy_document. In JSON the operator is the key: {"StringEquals": {"aws:PrincipalOrgID": ["o-a1b2c3d4e5"]}}.`

func (d *documentReader) block(m member) ast.Block {
	b := ast.Block{At: m.At, Name: m.key}
	o, ok := m.value.(*object)
	if !ok {
		d.wrong(m.value, "An operator is given an object of condition keys and values.")
		return b
	}
	if len(o.members) == 0 {
		d.note(EmptyCondition, m.At, "The operator %s has no keys and no effect.", quote(m.key))
	}
	for _, key := range o.members {
		b.Tests = append(b.Tests, d.test(key))
	}
	return b
}

func (d *documentReader) test(m member) ast.Test {
	t := ast.Test{At: m.At, Key: m.key, ValuesAt: m.value.Where()}
	items := []node{m.value}
	if a, ok := m.value.(*array); ok {
		items = a.items
	}
	for _, item := range items {
		switch v := item.(type) {
		case *text:
			t.Values = append(t.Values, ast.String{At: v.At, Value: v.value})
		case *number:
			t.Values = append(t.Values, ast.Number{At: v.At, Literal: v.literal})
		case *boolean:
			t.Values = append(t.Values, ast.Bool{At: v.At, Value: v.value})
		case *object, *array, *null, *broken:
			d.wrong(v, "A condition value is a text, a number or a truth value.")
		}
	}
	d.mixed(t.Values)
	return t
}

// mixed notes values of several types in one list. They are compared by their text, but AWS
// calls it an error.
func (d *documentReader) mixed(values []ast.Value) {
	for i := 1; i < len(values); i++ {
		if kind(values[i]) != kind(values[0]) {
			d.note(WrongType, values[i].Where(), "The list has %s beside %s; values of one list have one type.", kind(values[i]), kind(values[0]))
			return
		}
	}
}

func kind(v ast.Value) string {
	switch v.(type) {
	case ast.String:
		return "a text"
	case ast.Number:
		return "a number"
	case ast.Bool:
		return "a truth value"
	}
	return ""
}
