import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** The tables of alike. */
export class AlikeTables extends Construct {
  readonly orders: dynamodb.TableV2;
  readonly orders2: dynamodb.TableV2;
  readonly myTable: dynamodb.TableV2;
  readonly myTable2: dynamodb.TableV2;
  readonly myTable3: dynamodb.TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.orders = new dynamodb.TableV2(this, 'OrdersTable', {
      tableName: 'orders',
      partitionKey: { name: 'PK', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'SK', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.orders2 = new dynamodb.TableV2(this, 'OrdersTable2', {
      tableName: 'Orders',
      partitionKey: { name: 'PK', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'SK', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.myTable = new dynamodb.TableV2(this, 'MyTableTable', {
      tableName: 'my-table',
      partitionKey: { name: 'PK', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.provisioned({ readCapacity: dynamodb.Capacity.autoscaled({ minCapacity: 5, maxCapacity: 50, targetUtilizationPercent: 70 }), writeCapacity: dynamodb.Capacity.autoscaled({ minCapacity: 5, maxCapacity: 50, targetUtilizationPercent: 70 }) }),
      globalSecondaryIndexes: [
        {
          indexName: 'by-a',
          partitionKey: { name: 'a', type: dynamodb.AttributeType.STRING },
        },
        {
          indexName: 'by_a',
          partitionKey: { name: 'b', type: dynamodb.AttributeType.STRING },
        },
      ],
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.myTable2 = new dynamodb.TableV2(this, 'MyTableTable2', {
      tableName: 'my_table',
      partitionKey: { name: 'PK', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.myTable3 = new dynamodb.TableV2(this, 'MyTableTable3', {
      tableName: 'my.table',
      partitionKey: { name: 'PK', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
