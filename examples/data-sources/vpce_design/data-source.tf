# Everything for a private workload in two zones: types, tables, subnets, cost.
data "vpce_design" "this" {
  region    = "ap-northeast-2"
  workloads = { ecs_fargate_pull = ["logs", "secretsmanager"] }
  services  = ["dynamodb"]

  vpc = {
    id                   = "vpc-0123456789abcdef0"
    cidr_block           = "10.0.0.0/16"
    enable_dns_support   = true
    enable_dns_hostnames = true
  }
  route_tables = {
    private-a = { id = "rtb-0a1b2c3d4e5f60001" }
    private-c = { id = "rtb-0a1b2c3d4e5f60002" }
  }
  subnets = {
    private-a = { id = "subnet-0a1b2c3d4e5f60001", availability_zone_id = "apne2-az1", cidr_block = "10.0.1.0/24", route_table = "private-a" }
    private-c = { id = "subnet-0a1b2c3d4e5f60002", availability_zone_id = "apne2-az3", cidr_block = "10.0.2.0/24", route_table = "private-c" }
  }
  security_group_ids = ["sg-0123456789abcdef0"]
  existing_endpoints = {}

  gb_per_month = { "logs" = 50, "ecr.dkr" = 5 }
}

output "endpoints" {
  value = { for key, endpoint in data.vpce_design.this.endpoints : key => endpoint.reasons[0] }
}

output "monthly_total" {
  value = data.vpce_design.this.cost.monthly_total
}

output "report" {
  value = data.vpce_design.this.report_markdown
}
