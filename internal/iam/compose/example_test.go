package compose_test

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

func ExampleCompose() {
	d, err := compose.Compose(compose.Input{
		Services: []compose.Service{{Key: "sqs", Prefixes: []string{"sqs"}}},
		Region:   "ap-northeast-2", Partition: "aws",
		Trusted: prove.Trusted{Organizations: []string{"o-a1b2c3d4e5"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.JSON)
	for _, v := range d.Verdicts[:2] {
		fmt.Println(v.Kind, v.Final().Verdict)
	}
	// Output:
	// {"Version":"2012-10-17","Statement":{"Sid":"OrganizationToOrganization","Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5","aws:ResourceOrgID":"o-a1b2c3d4e5"}}}}
	// principal_outside proved
	// resource_outside proved
}
