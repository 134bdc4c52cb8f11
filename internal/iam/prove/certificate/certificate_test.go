package certificate_test

import (
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
)

// The problem: x is 0 or 1, y is 0 or 1, they differ, and they are equal.
func contradiction() certificate.Problem {
	is := func(variable, value int) certificate.Literal {
		values := make([]bool, 2)
		values[value] = true
		return certificate.Literal{Variable: variable, Values: values}
	}
	return certificate.Problem{
		Values: []int{2, 2},
		Clauses: []certificate.Clause{
			{is(0, 0), is(1, 0)}, {is(0, 1), is(1, 1)}, // they differ
			{is(0, 0), is(1, 1)}, {is(0, 1), is(1, 0)}, // they are equal
		},
	}
}

func narrow(clause, literal int) certificate.Step {
	return certificate.Step{Kind: certificate.Narrow, Clause: clause, Literal: literal}
}

func closed(clause int) certificate.Step {
	return certificate.Step{Kind: certificate.Conflict, Clause: clause}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	// x is 0: then y is 1 to differ, and 0 to be equal. x is 1, as 0 failed, likewise.
	branches := []certificate.Proof{{narrow(1, 1), closed(3)}, {narrow(1, 0), closed(2)}}
	split := certificate.Step{Kind: certificate.Split, Clause: 0, Branches: branches}
	for name, c := range map[string]struct {
		proof certificate.Proof
		says  string // nothing if the proof holds
	}{
		"a proof":                  {certificate.Proof{split}, ""},
		"nothing":                  {nil, "open"},
		"a branch is missing":      {certificate.Proof{{Kind: certificate.Split, Branches: branches[:1]}}, "1 branches"},
		"a conclusion too early":   {certificate.Proof{narrow(0, 0), closed(1)}, "literal 1 may still hold"},
		"a conflict that is none":  {certificate.Proof{closed(0)}, "may still hold"},
		"a variable with values":   {certificate.Proof{{Kind: certificate.Empty, Variable: 1}}, "values left"},
		"no such clause":           {certificate.Proof{closed(9)}, "no clause 9"},
		"no such literal":          {certificate.Proof{narrow(0, 5)}, "no literal 5"},
		"no such variable":         {certificate.Proof{{Kind: certificate.Empty, Variable: 7}}, "no variable 7"},
		"no such step":             {certificate.Proof{{}}, "kind 0"},
		"a branch that stays open": {certificate.Proof{{Kind: certificate.Split, Branches: []certificate.Proof{branches[0], {narrow(1, 0)}}}}, "open"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := certificate.Check(contradiction(), c.proof)
			switch {
			case c.says == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
				t.Errorf("got %v, want %s", err, c.says)
			}
		})
	}
}
