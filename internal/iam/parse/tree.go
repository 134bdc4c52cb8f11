package parse

import "github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"

// node is a JSON value and its place.
//
//sumtype:decl
type node interface {
	Where() ast.At
	// what names the JSON type for a reader.
	what() string
}

type object struct {
	ast.At
	members []member
}

// member is one entry of an object. Its place is the place of the key.
type member struct {
	ast.At
	key   string
	value node
}

type array struct {
	ast.At
	items []node
}

type text struct {
	ast.At
	value string
}

type number struct {
	ast.At
	literal string
}

type boolean struct {
	ast.At
	value bool
}

type null struct{ ast.At }

// broken stands where no value could be read. What is wrong was reported already.
type broken struct{ ast.At }

func (*object) what() string  { return "an object" }
func (*array) what() string   { return "a list" }
func (*text) what() string    { return "a text" }
func (*number) what() string  { return "a number" }
func (*boolean) what() string { return "a truth value" }
func (*null) what() string    { return "null" }
func (*broken) what() string  { return "no value" }
