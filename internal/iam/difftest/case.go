package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
)

// testCase is one policy and one request, as a line of JSON says it.
type testCase struct {
	Policy  map[string]any `json:"policy"`
	Request request        `json:"request"`
}

// request is a request as the line says it.
type request struct {
	Principal string              `json:"principal"`
	Action    string              `json:"action"`
	Resource  string              `json:"resource"`
	Context   map[string][]string `json:"context"`
	// Gateway says that the endpoint is a gateway endpoint.
	Gateway bool `json:"gateway"`
	// CanonicalUser is the canonical user id of the caller, if it has one.
	CanonicalUser string `json:"canonical_user,omitempty"`
}

// answer is what the simulator makes of a case.
type answer struct {
	// Decision is empty if the simulator refuses the case.
	Decision eval.Decision `json:"decision"`
	// Refused says why the simulator refuses the case.
	Refused string `json:"refused"`
	// Ignored names the context keys that the simulator left out.
	Ignored []string `json:"ignored"`
}

// line writes the case as the simulator reads it.
func (c testCase) line() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(c)
	return b.Bytes(), err
}

// document reads the policy as the provider does.
func (c testCase) document() (*ast.Document, error) {
	text, err := json.Marshal(c.Policy)
	if err != nil {
		return nil, err
	}
	result := parse.Parse(string(text))
	if result.Document == nil {
		return nil, fmt.Errorf("the policy %s: %w", text, result.Err())
	}
	return result.Document, nil
}

// request returns the request as the evaluator takes it.
func (c testCase) request() eval.Request {
	r := eval.Request{
		Principal: c.Request.Principal, Action: c.Request.Action, Resource: c.Request.Resource,
		Context: c.Request.Context, CanonicalUser: c.Request.CanonicalUser,
	}
	if c.Request.Gateway {
		r.Endpoint = match.Gateway
	}
	return r
}
