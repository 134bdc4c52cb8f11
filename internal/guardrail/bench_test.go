package guardrail_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// BenchmarkJudge judges many endpoints, three quarters of them interface endpoints, forty in
// each VPC, which has three subnets, tables and groups. It must grow as the endpoints do.
func BenchmarkJudge(b *testing.B) {
	facts, err := catalog.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	region, _ := facts.Region("us-east-1")
	for _, n := range []int{10, 100, 1000, 10000} {
		inputs := manyEndpoints(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, errs := guardrail.Judge(guardrail.Request{Catalog: facts, Region: region, Guards: rules.Guards(), Inputs: inputs}); len(errs) > 0 {
					b.Fatal(errs)
				}
			}
		})
	}
}

func manyEndpoints(n int) tree.Value {
	text, texts := tree.Text, func(words ...string) tree.Value {
		list := make([]tree.Value, len(words))
		for i, word := range words {
			list[i] = tree.Text(word)
		}
		return tree.ListOf(list)
	}
	endpoints, subnets, tables, groups := map[string]tree.Value{}, map[string]tree.Value{}, map[string]tree.Value{}, map[string]tree.Value{}
	services := []string{"kms", "sqs", "logs", "sts", "secretsmanager", "ecr.api", "ecr.dkr", "ssm"}
	for i := range (n + 39) / 40 * 3 {
		key, vpc := fmt.Sprintf("t%04d", i), text(fmt.Sprintf("vpc-%04d", i/3))
		tables[key] = tree.MapOf(map[string]tree.Value{"vpc_id": vpc, "routes": tree.ListOf(nil)})
		subnets[key] = tree.MapOf(map[string]tree.Value{
			"vpc_id": vpc, "route_table": text(key), "cidr_block": text(fmt.Sprintf("10.%d.%d.0/24", i/256, i%256)), "availability_zone_id": text(fmt.Sprintf("use1-az%d", i%3+1)),
		})
		groups[key] = tree.MapOf(map[string]tree.Value{"vpc_id": vpc, "ingress": tree.ListOf([]tree.Value{tree.MapOf(map[string]tree.Value{
			"protocol": text("tcp"), "from_port": tree.Num(big.NewFloat(443)), "to_port": tree.Num(big.NewFloat(443)), "cidr_blocks": texts("10.0.0.0/8"),
		})}), "egress": tree.ListOf(nil)})
	}
	for i := range n {
		vpc := text(fmt.Sprintf("vpc-%04d", i/40))
		where := fmt.Sprintf("t%04d", i/40*3+i%3)
		members := map[string]tree.Value{"vpc_id": vpc, "vpc_endpoint_type": text("Gateway"), "service_name": text("com.amazonaws.us-east-1.s3"), "route_tables": texts(where)}
		if i%4 != 0 {
			members = map[string]tree.Value{
				"vpc_id": vpc, "vpc_endpoint_type": text("Interface"), "service_name": text("com.amazonaws.us-east-1." + services[i%len(services)]),
				"subnets": texts(where), "security_groups": texts(where), "private_dns_enabled": tree.Flag(true),
			}
		}
		endpoints[fmt.Sprintf("e%05d", i)] = tree.MapOf(members)
	}
	return tree.MapOf(map[string]tree.Value{
		"region": text("us-east-1"), "endpoints": tree.MapOf(endpoints), "subnets": tree.MapOf(subnets), "route_tables": tree.MapOf(tables),
		"security_groups": tree.MapOf(groups), "existing_endpoints": tree.MapOf(nil), "vpc": tree.MapOf(map[string]tree.Value{"id": text("vpc-0000")}),
	})
}
