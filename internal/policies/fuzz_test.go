package policies_test

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
)

// Bits of the flags of FuzzJudge, each an input that is given.
const (
	withTrusted = 1 << iota
	withOrganization
	withAnonymous
	withAnonymousForbidden
	withServices
	withWorkload
	withOwned
	withRequired
	withReference
	withPolicyRequired
	withInterface
	withoutType
	withDocument
	withPrior
)

// FuzzJudge judges any text under any options. There is always an answer, and it is the same
// the second time.
func FuzzJudge(f *testing.F) {
	cases, err := corpus.Load()
	if err != nil {
		f.Fatal(err)
	}
	for i, c := range cases {
		f.Add(c.Text, inside, uint16(i*2654435761>>8))
	}
	for _, text := range []string{full, inside, anyCaller, anywhere, publicRead, layers, large, "", "{}", `{"Statement": [{"Effect": "Deny"}]}`} {
		f.Add(text, publicRead, uint16(withTrusted|withRequired|withReference|withWorkload))
	}
	f.Fuzz(func(t *testing.T, text, reference string, flags uint16) {
		if len(text)+len(reference) > 30_000 {
			return // what is larger is refused by the linter alone
		}
		inputs := fuzzed(text, reference, flags)
		var prior object
		if flags&withPrior != 0 {
			prior = fuzzed(reference, text, flags)
		}
		first, second := judge(t, inputs, prior), judge(t, inputs, prior)
		if diff := cmp.Diff(first, second); diff != "" {
			t.Fatalf("answers differ from run to run:\n%s", diff)
		}
	})
}

// fuzzed makes inputs of what the fuzzer chose.
func fuzzed(text, reference string, flags uint16) object {
	has := func(bit uint16) bool { return flags&bit != 0 }
	endpoint := object{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Gateway", "policy": text}
	if has(withInterface) {
		endpoint["vpc_endpoint_type"] = "Interface"
	}
	if has(withoutType) {
		endpoint["vpc_endpoint_type"] = later
	}
	inputs := object{"endpoints": object{"a": endpoint, "b": sqs(text)}}
	for bit, more := range map[uint16]object{
		withTrusted:            {"trusted": trusted},
		withOrganization:       {"trusted": object{"organization_ids": []string{"o-a1b2c3d4e5"}}},
		withAnonymous:          {"allow_anonymous": true},
		withAnonymousForbidden: {"allow_anonymous": false},
		withServices:           {"allow_aws_service_principals": true},
		withWorkload:           {"workloads": object{"ecr_pull": []string{}}},
		withOwned:              {"aws_owned_resources": []string{"arn:aws:s3:::example-*"}},
		withRequired:           {"required": object{"x": object{"actions": []string{"s3:GetObject"}, "context": object{"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}},
		withReference:          {"reference_policies": object{"a": reference}},
		withPolicyRequired:     {"require_policy": true},
		withDocument:           {"policies": object{"own": reference}},
	} {
		if !has(bit) || bit == withAnonymousForbidden && has(withAnonymous) || bit == withOrganization && has(withTrusted) {
			continue
		}
		maps.Copy(inputs, more)
	}
	return inputs
}
