package ast

// Condition is the element Condition: blocks that must all hold.
type Condition struct {
	At
	Blocks []Block
}

// Block is what stands under one operator: tests that must all hold. Its place is the place
// of the operator.
type Block struct {
	At
	// Name is the operator as written, known or not; [Block.Operator] reads it.
	Name  string
	Tests []Test
}

// Operator reads the name of the operator; false if the language has no such operator.
func (b *Block) Operator() (Operator, bool) { return ParseOperator(b.Name) }

// Test compares one key of the request with values, of which one must match, or none if
// the operator is negated. Its place is the place of the key.
type Test struct {
	At
	// Key is the condition key as written; keys are compared without case.
	Key string
	// Values stand at ValuesAt. A single value is a list of one.
	Values   []Value
	ValuesAt At
}

// Texts returns the values as conditions compare them.
func (t *Test) Texts() []string {
	texts := make([]string, len(t.Values))
	for i, v := range t.Values {
		texts[i] = v.Text()
	}
	return texts
}
